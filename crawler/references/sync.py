"""What the live article knows that our references.yaml lacks: compared as values, changed only where told.

`compare` computes, `render` shows, `amend.amend(text, sync.amendments)` applies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crawler.references.citation import Citation, References, key_of
from crawler.references.matching import pairs

Changes = Mapping[str, Mapping[str, tuple[str, str]]]
"""A footnote's label (ours), a key of references.yaml, the old and the new text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sync:
    """How ours and the article's footnotes differ.

    `changes` are to be made; `held` would be, were what stands in ours not left as it is (`overwrite` takes them).
    `new` and `removed` are footnotes that only the article, only ours has; `renumbered` has our label and the
    article's.
    """

    changes: Changes = field(default_factory=dict)
    held: Changes = field(default_factory=dict)
    new: tuple[Citation, ...] = ()
    removed: tuple[Citation, ...] = ()
    renumbered: tuple[tuple[str, str], ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def amendments(self) -> dict[str, dict[str, str]]:
        """The changes as `amend.amend` takes them."""
        return {label: {key: new for key, (_, new) in made.items()} for label, made in self.changes.items()}


def compare(ours: References, article: References, *, overwrite: bool = False) -> Sync:
    """What to take over from the article: addresses that ours lacks, and those that ours only has from memory.

    Whatever else stands in ours stays, unless `overwrite` says to take the article's. Nothing is ever taken away.
    """
    matched = pairs(ours.references, article.references)
    changes: dict[str, Mapping[str, tuple[str, str]]] = {}
    held: dict[str, Mapping[str, tuple[str, str]]] = {}
    for mine, theirs in matched:
        wanted, kept = _differences(mine, theirs, overwrite=overwrite)
        changes |= {mine.label: wanted} if wanted else {}
        held |= {mine.label: kept} if kept else {}
    known_ours, known_theirs = {mine.label for mine, _ in matched}, {theirs.label for _, theirs in matched}
    return Sync(
        changes=changes,
        held=held,
        new=tuple(citation for citation in article.references if citation.label not in known_theirs),
        removed=tuple(citation for citation in ours.references if citation.label not in known_ours),
        renumbered=tuple((mine.label, theirs.label) for mine, theirs in matched if mine.label != theirs.label),
        titles={citation.label: citation.title for citation in ours.references},
    )


_Differences = dict[str, tuple[str, str]]


def _differences(mine: Citation, theirs: Citation, *, overwrite: bool) -> tuple[_Differences, _Differences]:
    """The changes to make and those held back."""
    wanted: _Differences = {}
    held: _Differences = {}
    for name in _applicable(mine, theirs, overwrite=overwrite):
        old, new = getattr(mine, name), getattr(theirs, name)
        replaceable = not old or overwrite or (name == "url" and mine.url_source == "recalled")
        if new and old != new:
            (wanted if replaceable else held)[key_of(name)] = (old, new)
    confirmed = mine.url_source == "recalled" and theirs.url
    if ("url" in wanted or confirmed) and mine.url_source != "article":
        wanted["url-source"] = (mine.url_source, "article")
    return _together(wanted, held, mine, theirs)


def _applicable(mine: Citation, theirs: Citation, *, overwrite: bool) -> Iterator[str]:
    """The fields that the article may speak for: what it says of another address says nothing of ours."""
    yield "url"
    if overwrite or not mine.url or mine.url == theirs.url or mine.url_source == "recalled":
        yield "url_status"
    yield "archive_url"
    if overwrite or not mine.archive_url or mine.archive_url == theirs.archive_url:
        yield "archive_date"


def _together(
    wanted: _Differences, held: _Differences, mine: Citation, theirs: Citation
) -> tuple[_Differences, _Differences]:
    """Holds back a snapshot whose date is not the one that ours gives: address and date must name one snapshot."""
    if "archive-date" in held and "archive-url" in wanted:
        if theirs.archive_date.startswith(mine.archive_date) or mine.archive_date.startswith(theirs.archive_date):
            held = {key: change for key, change in held.items() if key != "archive-date"}
        else:
            held = {**held, "archive-url": wanted["archive-url"]}
            wanted = {key: change for key, change in wanted.items() if key != "archive-url"}
    return wanted, held


def render(sync: Sync) -> str:
    """The comparison for people, like a unified diff: `-` what goes, `+` what comes; "" where nothing differs."""
    lines = list(_changed(sync.changes, sync.titles))
    if sync.held:
        lines += ["Kept as they stand (--overwrite takes the article's):", *_changed(sync.held, sync.titles)]
    lines += [f"New in the article: {_named(citation)}" for citation in sync.new]
    lines += [f"No longer in the article: {_named(citation)}" for citation in sync.removed]
    lines += [f"Renumbered: [{ours}] is [{theirs}] in the article" for ours, theirs in sync.renumbered]
    return "".join(f"{line}\n" for line in lines)


def _changed(changes: Changes, titles: Mapping[str, str]) -> Iterator[str]:
    for label, made in changes.items():
        yield f"@@ [{label}] {titles.get(label, '')}".rstrip() + " @@"
        for key, (old, new) in made.items():
            yield from (f"{sign}{key}: {value}" for sign, value in (("-", old), ("+", new)) if value)


def _named(citation: Citation) -> str:
    return f"[{citation.label}] {citation.title}".rstrip()
