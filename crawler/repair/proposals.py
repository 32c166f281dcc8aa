"""Proposals: for each footnote the parameters to change, with the evidence for it, as a diff and as amendments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.history.record import Report, Row
from crawler.references.citation import Citation, References, as_mapping
from crawler.reports.printable import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One footnote's changes: `changes` maps a key of references.yaml to the old ("" for none) and the new text."""

    label: str
    title: str
    reason: str
    evidence: str
    changes: Mapping[str, tuple[str, str]]


def propose(references: References, report: Report) -> tuple[Proposal, ...]:
    """What the last verdicts suggest for the citations as they stand now.

    A footnote whose addresses have changed since it was judged is left out: the verdict was on another address.
    """
    rows = {row.label: row for row in report.rows}
    found = (_proposal(citation, rows.get(citation.label)) for citation in references.references)
    return tuple(proposal for proposal in found if proposal is not None)


def amendments(proposals: Sequence[Proposal]) -> dict[str, dict[str, str]]:
    """The proposals as `references.amend` takes them."""
    return {each.label: {key: new for key, (_, new) in each.changes.items()} for each in proposals}


def render(proposals: Sequence[Proposal]) -> str:
    """The proposals as a diff for people, each with its reason and its evidence."""
    if not proposals:
        return "Nothing to repair.\n"
    return "\n".join(line for proposal in proposals for line in _lines(proposal)) + "\n"


def _proposal(citation: Citation, row: Row | None) -> Proposal | None:
    if row is None or row.suggestion is None or not _same(citation, row):
        return None
    stated = as_mapping(citation)
    changes = {
        key: (str(stated.get(key, "")), new)
        for key, new in row.suggestion.changes.items()
        if str(stated.get(key, "")) != new
    }
    if not changes:
        return None
    of_archive = "archive-url" in changes
    return Proposal(
        label=citation.label,
        title=citation.title,
        reason=f"{row.live.explanation} {row.archive.explanation if of_archive else ''}".strip(),
        evidence=(row.archive.evidence if of_archive else None) or row.live.evidence or "",
        changes=changes,
    )


def _same(citation: Citation, row: Row) -> bool:
    stated = as_mapping(citation)
    return all(stated.get(key) == row.citation.get(key) for key in ("url", "archive-url", "title"))


def _lines(proposal: Proposal) -> Iterator[str]:
    yield f"[{proposal.label}] {printable(proposal.title)}"
    yield f"    {printable(proposal.reason)}"
    if proposal.evidence:
        yield f"    evidence: {printable(proposal.evidence)}"
    for key, (old, new) in proposal.changes.items():
        if old:
            yield f"  - {key}: {printable(old)}"
        yield f"  + {key}: {printable(new)}"
