"""Which group and number each printed footnote has: as its line says, else as the markers in the text bear out.

A browser's copy of a page loses the numbers. Then every list counts from 1, and the group is the one that the text
cites to just that number; where no group fits, or several do, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.references.passages import LETTERED, letter_number
from crawler.references.printed_lists import Entry, Listing
from crawler.references.problem import FootnotesError, shown

_REMEDY = 'number the lines as "1. ^ ..." ("a. ^ ..." for [a])'
_NOTES = frozenset({"note", "explanatory note"})
_SOURCES = frozenset({"reference", "citation", "source"})
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's text with its number in its group ("" for the article's own references)."""

    group: str
    number: int
    text: str


def numbered(listings: Sequence[Listing], cited: Collection[str]) -> Iterator[Footnote]:
    """The footnotes of all lists; `cited` has the labels (`12`, `note:2`, `lower-alpha:1`) that the text cites.

    Raises FootnotesError where the lists and the markers contradict each other.
    """
    ranges = _ranges(cited)
    groups = {index: _named_group(listing, ranges) for index, listing in enumerate(listings) if _is_numbered(listing)}
    taken = {_group_of(entry, groups[index]) for index in groups for entry in listings[index].entries}
    groups |= _fitting(listings, {group: ends for group, ends in ranges.items() if group not in taken}, taken, ranges)
    for index, listing in enumerate(listings):
        for position, entry in enumerate(listing.entries, start=1):
            yield Footnote(_group_of(entry, groups[index]), _number_of(entry, position), entry.text)


def _is_numbered(listing: Listing) -> bool:
    """Whether the lines have labels. Raises FootnotesError where only some have."""
    bare = [entry for entry in listing.entries if not entry.label]
    if bare and len(bare) < len(listing.entries):
        raise FootnotesError(f"the footnote {shown(bare[0].text)} has no number, others of its list have; {_REMEDY}")
    return not bare


def _group_of(entry: Entry, group: str) -> str:
    return LETTERED if entry.label.isalpha() else group


def _number_of(entry: Entry, position: int) -> int:
    if not entry.label:
        return position
    return letter_number(entry.label) if entry.label.isalpha() else int(entry.label)


def _ranges(cited: Collection[str]) -> Mapping[str, tuple[int, int]]:
    """For each group that the text cites the lowest and the highest number."""
    ranges: dict[str, tuple[int, int]] = {}
    for label in cited:
        group, _, digits = label.rpartition(":")
        low, high = ranges.get(group, (int(digits), int(digits)))
        ranges[group] = (min(low, int(digits)), max(high, int(digits)))
    return ranges


def _heading(listing: Listing) -> str:
    return listing.heading.lower().removesuffix("s")


def _named_group(listing: Listing, groups: Collection[str]) -> str:
    """The group that a heading names: "Notes" above a list whose markers read [note 1]."""
    return _heading(listing) if _heading(listing) in groups else ""


def _fitting(
    listings: Sequence[Listing],
    free: Mapping[str, tuple[int, int]],
    taken: Collection[str],
    ranges: Mapping[str, tuple[int, int]],
) -> dict[int, str]:
    """The group of each list without numbers, by elimination."""
    open_ = {index: _candidates(listing, free, taken) for index, listing in enumerate(listings) if _is_bare(listing)}
    settled: dict[int, str] = {}
    while open_:
        index = next((index for index, groups in open_.items() if len(groups) == 1), None)
        if index is None:
            return settled | _by_heading(listings, open_, ranges)
        (settled[index],) = open_.pop(index)
        open_ = {other: groups - {settled[index]} for other, groups in open_.items()}
    return settled


def _is_bare(listing: Listing) -> bool:
    return not listing.entries[0].label


def _candidates(listing: Listing, free: Mapping[str, tuple[int, int]], taken: Collection[str]) -> set[str]:
    if not free:
        return {""} - set(taken)
    fitting = {group for group, (_, high) in free.items() if high == len(listing.entries)}
    named = _named_group(listing, free)
    return fitting & {named} if named else fitting


def _by_heading(
    listings: Sequence[Listing], undecided: Mapping[int, set[str]], ranges: Mapping[str, tuple[int, int]]
) -> dict[int, str]:
    """Notes and references of the same number: Wikipedia's headings tell them apart. Raises FootnotesError."""
    headings = {_heading(listings[index]): index for index in undecided}
    notes, sources = headings.keys() & _NOTES, headings.keys() & _SOURCES
    either = all(groups == {"", LETTERED} for groups in undecided.values())
    if not (either and len(undecided) == 2 and notes and sources):  # noqa: PLR2004 - one list of each kind
        raise FootnotesError(_contradiction(listings, ranges))
    return {headings[notes.pop()]: LETTERED, headings[sources.pop()]: ""}


def _contradiction(listings: Sequence[Listing], ranges: Mapping[str, tuple[int, int]]) -> str:
    count = sum(len(listing.entries) for listing in listings)
    lists = [f"{len(listing.entries)} {_place(listing)}" for listing in listings[:_NAMED]]
    more = [f"{len(listings) - _NAMED} lists more"] if listings[_NAMED:] else []
    markers = [_markers(group, *ends) for group, ends in list(ranges.items())[:_NAMED]]
    cites = f"the text cites {' and '.join(markers) or 'none'}"
    read = f"{count} footnote{'s were' if count > 1 else ' was'} read: {', '.join(lists + more)}"
    return f"{cites}, but {read}; {_REMEDY}"


def _place(listing: Listing) -> str:
    return f"under {shown(listing.heading)}" if listing.heading else "without a heading"


def _markers(group: str, low: int, high: int) -> str:
    printed = [f"[{_letters(number) if group == LETTERED else f'{group} {number}'.strip()}]" for number in (low, high)]
    return " to ".join(dict.fromkeys(printed))


def _letters(number: int) -> str:
    """How a list letters an item: 1 is a, 27 is aa."""
    before, last = divmod(number - 1, 26)
    return (_letters(before) if before else "") + chr(ord("a") + last)
