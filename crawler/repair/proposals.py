"""Proposals: for each footnote of references.yaml the keys to change, each with its grounds, and what is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.history.identity import identities
from crawler.history.record import Report, Row
from crawler.references.citation import Citation, References, as_mapping
from crawler.repair.grounds import grounds
from crawler.repair.wanted import judged_citation, wanted_changes, was_judged
from crawler.reports.flagged import what_to_do
from crawler.reports.printable import printable

DECIDING = ("url", "archive-url", "title")
"""What a verdict is about: where one of these has changed since, it says nothing of the citation any more."""

BROKEN = ("dead-citation", "bad-archive-url")
"""The flags of what a reader cannot look up: where nothing can be proposed, that is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One footnote's changes: `changes` maps a key of references.yaml to the old ("" for none) and the new text.

    `grounds` are lines for a person, safe to print.
    """

    label: str
    title: str
    grounds: tuple[str, ...]
    changes: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What to change, and a sentence for each footnote that is left alone though its row wants a change.

    `sources` counts the citations that name an address, `judged` those of them that the report has judged; `unknown`
    has the labels of the others. `not_repairable` has a line for each advice about what nothing can be proposed for.
    """

    proposals: tuple[Proposal, ...]
    left_alone: tuple[str, ...]
    sources: int = 0
    judged: int = 0
    unknown: tuple[str, ...] = ()
    not_repairable: tuple[str, ...] = ()


def propose(references: References, report: Report) -> Proposed:
    """What the last verdicts ask of the citations as they stand now.

    Rows and citations are matched as history matches them, so that a renumbered footnote gets no other one's repair. A
    citation whose addresses have changed since it was judged is left alone: the verdict was on another address.
    """
    matched = match(references, report)
    proposals = (_proposal(citation, row) for citation, row in matched.pairs if not _changed(citation, row))
    stale = [(citation, row) for citation, row in matched.pairs if _changed(citation, row)]
    addressed = [citation.label for citation in references.references if _names_address(citation)]
    judged = {citation.label for citation, row in matched.pairs if was_judged(row)}
    return Proposed(
        proposals=tuple(proposal for proposal in proposals if proposal is not None),
        left_alone=tuple(_left_alone([*stale, *matched.renamed])),
        sources=len(addressed),
        judged=sum(label in judged for label in addressed),
        unknown=tuple(label for label in addressed if label not in judged),
        not_repairable=tuple(_not_repairable(matched.pairs)),
    )


@dataclass(frozen=True, slots=True)
class Matched:
    """Citations with their rows; `renamed` pairs those that have nothing in common with a row but the number."""

    pairs: tuple[tuple[Citation, Row], ...]
    renamed: tuple[tuple[Citation, Row], ...]


def match(references: References, report: Report) -> Matched:
    """Each citation with the row that judged it, by history's identity."""
    now = identities(references.references)
    judged = identities([judged_citation(row) for row in report.rows])
    rows = {judged[row.label]: row for row in report.rows}
    by_label = {row.label: row for row in report.rows if judged[row.label] not in now.values()}
    pairs, renamed = [], []
    for citation in references.references:
        if row := rows.get(now[citation.label]):
            pairs.append((citation, row))
        elif row := by_label.get(citation.label):
            renamed.append((citation, row))
    return Matched(tuple(pairs), tuple(renamed))


def current(references: References, report: Report) -> tuple[tuple[Citation, Row], ...]:
    """The citations that stand as they were judged, each with its row."""
    return tuple(pair for pair in match(references, report).pairs if not _changed(*pair))


def amendments(proposals: Sequence[Proposal]) -> dict[str, dict[str, str]]:
    """The proposals as `references.amend` takes them."""
    return {each.label: {key: new for key, (_, new) in each.changes.items()} for each in proposals}


def render(proposals: Sequence[Proposal]) -> str:
    """The proposals for people, each with its grounds; "" where there are none."""
    return "".join(f"{line}\n" for proposal in proposals for line in _lines(proposal))


def _names_address(citation: Citation) -> bool:
    return bool(citation.url.strip() or citation.archive_url.strip())


def _proposal(citation: Citation, row: Row) -> Proposal | None:
    stated = as_mapping(citation)
    changes = wanted_changes(row, citation)
    if not changes:
        return None
    return Proposal(
        label=citation.label,
        title=citation.title,
        grounds=grounds(row, changes),
        changes={key: (str(stated.get(key, "")), new) for key, new in changes.items()},
    )


def _changed(citation: Citation, row: Row) -> list[str]:
    stated = as_mapping(citation)
    return [key for key in DECIDING if stated.get(key, "") != row.citation.get(key, "")]


def _left_alone(pairs: Sequence[tuple[Citation, Row]]) -> Iterator[str]:
    for citation, row in pairs:
        if wanted_changes(row, judged_citation(row)):
            keys = " and ".join(_changed(citation, row)) or "name"
            label = printable(citation.label)
            yield f"[{label}] is left alone: its {keys} changed since it was judged. Run citewatch check."


def _not_repairable(pairs: Sequence[tuple[Citation, Row]]) -> Iterator[str]:
    """A line for each advice: `Not repairable: [4], [6]: No snapshot ... shows the work ...`."""
    by_advice: dict[str, list[str]] = {}
    for citation, row in pairs:
        broken = any(flag.flag in BROKEN for flag in row.flags)
        if broken and not _changed(citation, row) and not wanted_changes(row, citation):
            advice = row.suggestion.text if row.suggestion else what_to_do(row)
            by_advice.setdefault(advice, []).append(f"[{printable(citation.label)}]")
    for advice, labels in by_advice.items():
        yield f"Not repairable: {', '.join(labels)}: {printable(advice)}"


def _lines(proposal: Proposal) -> Iterator[str]:
    yield f"[{printable(proposal.label)}] {printable(proposal.title)}"
    for line in proposal.grounds:
        yield f"    {line}"
    for key, (old, new) in proposal.changes.items():
        yield f"    {key}: {printable(old) or '(none)'} -> {printable(new)}"
