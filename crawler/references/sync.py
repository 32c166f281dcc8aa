"""What the live article knows that our references.yaml lacks: compared as values, changed only where told.

`compare` computes, `render` shows, `apply` makes the changes in the file's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import utils

from crawler.references.amend import amend
from crawler.references.citation import Citation, References, key_of
from crawler.references.entries import Moves, moved
from crawler.references.matching import pairs

Changes = Mapping[str, Mapping[str, tuple[str, str]]]
"""A footnote's label (ours), a key of references.yaml, the old and the new text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sync:
    """How ours and the article's footnotes differ.

    `changes` are to be made; `held` would be, were what stands in ours not left as it is (`overwrite` takes them).
    `new` and `removed` are footnotes that only the article, only ours has; `renumbered` has our label and the
    article's. `moves` is what of these three is to be made in ours, `blocked` the removed footnotes whose numbers
    the article has given to others: while they stay, nothing is put in or renumbered.
    """

    changes: Changes = field(default_factory=dict)
    held: Changes = field(default_factory=dict)
    new: tuple[Citation, ...] = ()
    removed: tuple[Citation, ...] = ()
    renumbered: tuple[tuple[str, str], ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    moves: Moves = field(default_factory=Moves)
    blocked: tuple[Citation, ...] = ()

    @property
    def to_do(self) -> bool:
        """Whether `apply` would change anything."""
        return bool(self.changes or self.moves.numbers or self.moves.added or self.moves.removed)

    @property
    def amendments(self) -> dict[str, dict[str, str]]:
        """The changes as `amend.amend` takes them."""
        return {label: {key: new for key, (_, new) in made.items()} for label, made in self.changes.items()}


def compare(ours: References, article: References, *, overwrite: bool = False) -> Sync:
    """What to take over from the article: what ours lacks, addresses that ours only has from memory, new footnotes,
    and the numbers that the article gives to those that ours has.

    Whatever else stands in ours stays, unless `overwrite` says to take the article's; only then is a footnote that the
    article has no more taken out. The name stays as it is: history goes by it.
    """
    matched = pairs(ours.references, article.references)
    changes: dict[str, Mapping[str, tuple[str, str]]] = {}
    held: dict[str, Mapping[str, tuple[str, str]]] = {}
    for mine, theirs in matched:
        wanted, kept = _differences(mine, theirs, overwrite=overwrite)
        changes |= {mine.label: wanted} if wanted else {}
        held |= {mine.label: kept} if kept else {}
    known_ours, known_theirs = {mine.label for mine, _ in matched}, {theirs.label for _, theirs in matched}
    removed = tuple(citation for citation in ours.references if citation.label not in known_ours)
    theirs_all = {citation.label for citation in article.references}
    blocked = () if overwrite else tuple(citation for citation in removed if citation.label in theirs_all)
    return Sync(
        changes=changes,
        held=held,
        new=tuple(citation for citation in article.references if citation.label not in known_theirs),
        removed=removed,
        renumbered=tuple((mine.label, theirs.label) for mine, theirs in matched if mine.label != theirs.label),
        titles={citation.label: citation.title for citation in ours.references},
        moves=Moves() if blocked else _moves(matched, article, removed if overwrite else ()),
        blocked=blocked,
    )


def apply(text: str, sync: Sync) -> str:
    """The text of our references.yaml with the changes made. Raises AmendError where its layout does not allow them."""
    changed = amend(text, sync.amendments) if sync.changes else text
    moves = sync.moves
    return moved(changed, moves) if moves.numbers or moves.added or moves.removed else changed


def _moves(matched: list[tuple[Citation, Citation]], article: References, removed: tuple[Citation, ...]) -> Moves:
    """Our footnotes under the article's numbers, with its new ones behind those that they follow there."""
    ours_of = {theirs.label: mine.label for mine, theirs in matched}
    added: list[tuple[str, Citation]] = []
    behind = ""
    for citation in article.references:
        behind = ours_of.get(citation.label, behind)
        if citation.label not in ours_of:
            added.append((behind, citation))
    return Moves(
        numbers={mine.label: (theirs.group, theirs.number) for mine, theirs in matched if mine.label != theirs.label},
        removed=frozenset(citation.label for citation in removed),
        added=tuple(added),
    )


_Differences = dict[str, tuple[str, str]]


def _differences(mine: Citation, theirs: Citation, *, overwrite: bool) -> tuple[_Differences, _Differences]:
    """The changes to make and those held back."""
    wanted: _Differences = {}
    held: _Differences = {}
    for name in _applicable(mine, theirs, overwrite=overwrite):
        old, new = getattr(mine, name), getattr(theirs, name)
        replaceable = not old or overwrite or (name == "url" and mine.url_source == "recalled")
        if new and not _same(name, old, new):
            (wanted if replaceable else held)[key_of(name)] = (old, new)
    confirmed = mine.url_source == "recalled" and theirs.url
    if ("url" in wanted or confirmed) and mine.url_source != "article":
        wanted["url-source"] = (mine.url_source, "article")
    return _together(wanted, held, mine, theirs)


_EXACT = frozenset({"url", "archive_url", "url_status", "archive_date", "access_date", "date"})
_TOLD = (
    "title",
    "script_title",
    "trans_title",
    "date",
    "access_date",
    "work",
    "publisher",
    "via",
    "language",
    "issn",
    "isbn",
    "doi",
    "quote",
)


def _same(name: str, old: str, new: str) -> bool:
    """Whether two values say the same; words may have other punctuation, and a language other names."""
    if old == new or (old and name == "language"):
        return True
    return name not in _EXACT and bool(old) and utils.default_process(old) == utils.default_process(new)


def _applicable(mine: Citation, theirs: Citation, *, overwrite: bool) -> Iterator[str]:
    """The fields that the article may speak for: what it says of another address says nothing of ours."""
    yield "url"
    if overwrite or not mine.url or mine.url == theirs.url or mine.url_source == "recalled":
        yield "url_status"
    yield "archive_url"
    if overwrite or not mine.archive_url or mine.archive_url == theirs.archive_url:
        yield "archive_date"
    yield from _TOLD


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
    for citation in sync.new:
        lines += [f"New in the article: {_named(citation)}", *_shown(citation)]
    lines += [f"No longer in the article: {_named(citation)}" for citation in sync.removed]
    lines += [f"Renumbered: [{ours}] is [{theirs}] in the article" for ours, theirs in sync.renumbered]
    if sync.blocked and (sync.new or sync.renumbered):
        labels = ", ".join(citation.label for citation in sync.blocked)
        lines.append(f"Numbers stay as they are while {labels} stands in our list; --overwrite takes it out.")
    return "".join(f"{line}\n" for line in lines)


def summary(sync: Sync) -> str:
    """What `apply` changes, in a few words: `3 footnotes changed, 1 new`."""
    moves = sync.moves
    counted = (
        (len(sync.changes), "footnote changed" if len(sync.changes) == 1 else "footnotes changed"),
        (len(moves.added), "new"),
        (len(moves.removed), "taken out"),
        (len(moves.numbers), "renumbered"),
    )
    return ", ".join(f"{count} {words}" for count, words in counted if count)


def _changed(changes: Changes, titles: Mapping[str, str]) -> Iterator[str]:
    for label, made in changes.items():
        yield f"@@ [{label}] {titles.get(label, '')}".rstrip() + " @@"
        for key, (old, new) in made.items():
            yield from (f"{sign}{key}: {value}" for sign, value in (("-", old), ("+", new)) if value)


def _shown(citation: Citation) -> Iterator[str]:
    for key in ("title", "url", "archive_url"):
        if value := getattr(citation, key):
            yield f"+{key_of(key)}: {value}"


def _named(citation: Citation) -> str:
    return f"[{citation.label}] {citation.title}".rstrip()
