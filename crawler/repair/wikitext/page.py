"""An article's wikitext with its sources repaired as the last verdicts ask, and nothing else touched."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.archives.address import snapshot_named
from crawler.evidence.address import requested
from crawler.history.record import Report, Row
from crawler.judge.wording import MATCH, telling, title_likeness
from crawler.references.citation import Citation
from crawler.references.wikitext.markup import Template
from crawler.references.wikitext.template import name_of
from crawler.repair.grounds import grounds
from crawler.repair.wanted import (
    ChangedSinceError,
    beyond_repair,
    is_lost,
    judged_citation,
    wanted_changes,
    was_judged,
)
from crawler.repair.wikitext.edit import Edit, apply
from crawler.repair.wikitext.house import House, house_of
from crawler.repair.wikitext.mentions import Found, Mention, find, links_in
from crawler.repair.wikitext.parameters import parameters, plain
from crawler.repair.wikitext.source import AmbiguousSourceError, Source, read_source
from crawler.repair.wikitext.writing import CannotWriteError, placeable, untags, write
from crawler.reports.printable import printable, printable_address


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRepair:
    """One source repaired: where (`line` from 1 on), what (`{{cite web}}`, `bare link`), and the edits.

    `grounds` are lines for a person, safe to print; `label` and `title` are the judged footnote's.
    """

    line: int
    what: str
    label: str
    title: str
    grounds: tuple[str, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairedPage:
    """The text after the repairs, the repairs in the page's order, and a sentence for each source left alone.

    `sources` counts those that name an address, `judged` those of them whose address the report has judged; `unknown`
    has the lines of the others.
    """

    text: str
    repairs: tuple[PageRepair, ...]
    left_alone: tuple[str, ...]
    sources: int = field(default=0, compare=False)
    judged: int = field(default=0, compare=False)
    unknown: tuple[int, ...] = field(default=(), compare=False)


@dataclass(slots=True)
class _Desk:
    """The page while it is worked on."""

    page: str
    rows: Mapping[str, Sequence[Row]]
    house: House
    repairs: list[PageRepair] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def line(self, place: int) -> int:
        return bisect_left(self.breaks, place) + 1

    def leave(self, place: int, what: str, why: str) -> None:
        self.left_alone.append(f"Line {self.line(place)}: {what} is left alone: {why}.")


def repair_page(page: str, report: Report) -> RepairedPage:
    """Sources are matched with the report's rows by address and snapshot, never by a footnote's number."""
    found = find(page)
    rows: dict[str, list[Row]] = {}
    for row in report.rows:
        if address := requested(str(row.citation.get("url", ""))):
            rows.setdefault(address, []).append(row)
    breaks = [place for place, char in enumerate(page) if char == "\n"]
    desk = _Desk(page, rows, house_of(page, found, report.article), breaks=breaks)
    for mention in found.mentions:
        _attend(desk, mention)
    _name_the_unknown(desk, found)
    edits = [edit for repair in desk.repairs for edit in repair.edits]
    judged = [(place, any(map(was_judged, rows.get(address, ())))) for place, address in _addresses(page, found)]
    return RepairedPage(
        text=apply(page, edits),
        repairs=tuple(desk.repairs),
        left_alone=tuple(desk.left_alone),
        sources=len(judged),
        judged=sum(known for _, known in judged),
        unknown=tuple(desk.line(place) for place, known in judged if not known),
    )


def render(repairs: Sequence[PageRepair]) -> str:
    """The repairs for people, each with its grounds; "" where there are none."""
    return "".join(f"{line}\n" for repair in repairs for line in _lines(repair))


def _addresses(page: str, found: Found) -> Iterator[tuple[int, str]]:
    """Where each source that names an address stands, and the address as it is asked for."""
    for mention in found.mentions:
        try:
            address = requested(read_source(page, mention).address)
        except AmbiguousSourceError:
            continue
        if address:
            yield mention.start, address


def _attend(desk: _Desk, mention: Mention) -> None:
    what = _what(mention)
    try:
        source = read_source(desk.page, mention)
        chosen = _choose(desk, source)
        _name_what_a_person_must_mend(desk, source, what, chosen)
        if chosen is None or not (chosen[1] or chosen[2]):
            _name_other_addresses(desk, source, what)
            return
        row, lost = chosen[0], chosen[2]
        changes = placeable(source, chosen[1])
        edits = write(desk.page, source, changes, desk.house, lost_at=row.live.checked_at if lost else None)
    except (AmbiguousSourceError, ChangedSinceError, CannotWriteError) as error:
        if _concerned(desk, mention):
            desk.leave(mention.start, what, str(error))
        return
    if not edits:
        return
    desk.repairs.append(
        PageRepair(
            line=desk.line(mention.start),
            what=what,
            label=row.label,
            title=str(row.citation.get("title", "")),
            grounds=grounds(row, changes),
            edits=tuple(edits),
        )
    )


def _choose(desk: _Desk, source: Source) -> tuple[Row, Mapping[str, str], bool] | None:
    """The row that is about a source, what it asks of it, and whether the page is lost; None where there is no row.

    Raises ChangedSinceError, and AmbiguousSourceError where several rows ask different things.
    """
    stated = source.stated()
    rows = _rows_about(desk.rows.get(requested(source.address), ()), stated)
    if rows and all(_is_another_title(row, stated) for row in rows):
        title = printable(str(rows[0].citation["title"]))
        raise ChangedSinceError(f"its title is not the one that was judged ({title})")
    wishes = [(row, wanted_changes(row, stated), is_lost(row, stated)) for row in rows]
    if not wishes:
        return None
    if any(wish[1:] != wishes[0][1:] for wish in wishes):
        labels = ", ".join(printable(row.label) for row in rows)
        raise AmbiguousSourceError(f"footnotes {labels} cite this address and were judged differently")
    return wishes[0]


def _rows_about(rows: Sequence[Row], stated: Citation) -> Sequence[Row]:
    """The rows for an address that fit best: by its fragment, then its snapshot, then its title."""
    for key, value in (("url", stated.url), ("archive-url", stated.archive_url), ("title", stated.title)):
        fitting = [row for row in rows if str(row.citation.get(key, "")).casefold() == value.casefold()]
        rows = fitting or rows
    return rows


def _is_another_title(row: Row, stated: Citation) -> bool:
    judged = str(row.citation.get("title", ""))
    return telling(judged) and telling(stated.title) and title_likeness(judged, stated.title) < MATCH


def _concerned(desk: _Desk, mention: Mention) -> bool:
    """Whether a source that cannot be repaired names an address of which something is wanted."""
    if mention.template is None:
        return _asks(desk, mention.address)
    return any(_asks(desk, each.value) for each in parameters(desk.page, mention.template))


def _asks(desk: _Desk, address: str) -> bool:
    """Whether some row for this address asks for anything."""
    found = desk.rows.get(requested(address), ()) if address else ()
    return any(wanted_changes(row, judged_citation(row)) or is_lost(row, judged_citation(row)) for row in found)


def _name_what_a_person_must_mend(
    desk: _Desk, source: Source, what: str, chosen: tuple[Row, Mapping[str, str], bool] | None
) -> None:
    """What is wrong with a source and no program can set right."""
    mention, tagged = source.mention, source.mention.tag("dead-link") is not None
    if source.dialect and (snapshot_named(source.address) is not None) and not source.value("archive-url"):
        why = "its address is an archive's: the page's own belongs there, and this one into its archive address"
        desk.leave(mention.start, what, why)
    if chosen is None:
        return
    row, changes, lost = chosen
    if not (changes or lost or tagged) and (why := beyond_repair(row)):
        desk.leave(mention.start, what, why)
    if tagged and row.live.state == "alive" and row.live.confirmed and not untags(changes):
        desk.leave(
            mention.start,
            f"the dead-link tag of {what}",
            "the page was found alive more than once; take the tag away if you see it too",
        )


def _name_other_addresses(desk: _Desk, source: Source, what: str) -> None:
    """A template may name an address where no snapshot can stand beside it (a map, a transcript)."""
    for each in parameters(desk.page, source.holder) if source.holder and source.dialect else ():
        if each.name and each.value != source.address and each.value.startswith("http") and _asks(desk, each.value):
            why = f"no snapshot can stand beside |{printable(each.name)}={printable_address(each.value)}"
            desk.leave(source.mention.start, what, why)


def _name_the_unknown(desk: _Desk, found: Found) -> None:
    """Templates that no list knows are left alone, and said to be, where they name or link an address to repair."""
    for template in found.others:
        for part in template.parts[1:]:
            text = plain(desk.page[part.start : part.end])
            for value in (text, text.partition("=")[2].strip(), *links_in(desk.page, part)):
                if value.startswith("http") and _asks(desk, value):
                    why = f"it names {printable_address(value)}, and how it takes a snapshot is not known"
                    desk.leave(template.start, _template(template), why)
                    break


def _what(mention: Mention) -> str:
    return _template(mention.template) if mention.template else "a bare link"


def _template(template: Template) -> str:
    return f"{{{{{printable(name_of(template)) or '...'}}}}}"


def _lines(repair: PageRepair) -> Iterator[str]:
    yield f"Line {repair.line}, {repair.what}, judged as [{printable(repair.label)}] {printable(repair.title)}"
    for line in repair.grounds:
        yield f"    {line}"
