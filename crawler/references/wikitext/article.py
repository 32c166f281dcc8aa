"""A page's wikitext becomes its footnotes, numbered as the reader sees them, with the places that cite each.

`read` is the importer; `examine` says besides what could not be read, and how many passages cite nothing.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from crawler.references.citation import Article, CitedBy, References, written_label
from crawler.references.footnote import clean
from crawler.references.imported import Imported
from crawler.references.passages import Paragraph, marker, places_of, uncited, unmistaken
from crawler.references.problem import NoFootnotesError, Problem
from crawler.references.wikitext.blocks import Block, blocks
from crawler.references.wikitext.cite import Footnote
from crawler.references.wikitext.cited_work import Work, work_of
from crawler.references.wikitext.content import Read, citation_from, read_content
from crawler.references.wikitext.plain import unmarked
from crawler.references.wikitext.reader import CLOSE, GAP, OPEN, Reader

_EXPECTED = "a page's wikitext, with <ref>...</ref> or templates such as {{sfn}} and {{efn}}"
_NAMED = 8


def read(text: str) -> References:
    """The footnotes of the page, each with the places that cite it. Raises NoFootnotesError where it has none.

    Wikitext does not name its page, so `article` is empty.
    """
    return examine(text).references


def examine(text: str, name: str = "wikitext") -> Imported:
    """The footnotes of the page and what is to be said of it; `name` stands for the file in problems.

    Raises NoFootnotesError where it has none.
    """
    page = text.removeprefix("\ufeff").replace("\r\n", "\n")
    reader = Reader(page)
    body = list(blocks(reader.read()))
    labelled = dict(_labelled(reader.cite.lists))
    if not labelled:
        raise NoFootnotesError(_EXPECTED)
    contents = {footnote: read_content(footnote.texts, reader.page) for footnote in labelled}
    works = _works(reader, contents.values())
    places = _places(body, reader.cited)
    citations = tuple(
        replace(
            citation_from(contents[footnote], number, works),
            group=group,
            name=clean(footnote.name),
            cited_by=tuple(places.get(footnote, ())),
        )
        for footnote, (group, number) in labelled.items()
    )
    problems = tuple(_problems(reader, contents, labelled, name))
    references = References(article=Article(), references=citations)
    return Imported(references=references, problems=problems, uncited=uncited(_paragraphs(body)))


def _labelled(lists: list[list[Footnote]]) -> Iterator[tuple[Footnote, tuple[str, int]]]:
    """Each footnote's group and number, unique on the page, in the order of its lists.

    A page may list a group twice, from 1 each time; the second list needs a group of its own then, as in `rendered`.
    Sub-references 1.1 and 1.2 are numbers 1 and 2 of the group that their footnote's label is.
    """
    taken: set[str] = set()
    for place, listed in enumerate(lists, start=1):
        group = _free(clean(listed[0].group), place, taken)
        for footnote in listed:
            yield footnote, (group, footnote.number)
            under = _free(f"{group} {footnote.number}".strip(), place, taken) if footnote.details else ""
            yield from ((detail, (under, detail.number)) for detail in footnote.details)


def _free(group: str, place: int, taken: set[str]) -> str:
    """The group's name, with the list's place where it is taken already; takes it."""
    while group in taken:
        group = f"{group or 'list'}-{place}"
    taken.add(group)
    return group


def _works(reader: Reader, contents: Iterable[Read]) -> Mapping[str, Work]:
    """The page's cited works by their anchors, the first of each; those of the bibliography before the footnotes'."""
    outside = (work_of(template, reader.page) for template in reader.works)
    within = (work for content in contents for work in content.works)
    found: dict[str, Work] = {}
    for work in (*outside, *within):
        if work.anchor:
            found.setdefault(work.anchor, work)
    return found


def _places(body: list[Block], cited: list[Footnote]) -> Mapping[Footnote, list[CitedBy]]:
    places: dict[Footnote, list[CitedBy]] = {}
    for index, found in places_of(_citing(body)).items():
        places.setdefault(cited[index], []).extend(found)
    return places


def _citing(body: list[Block]) -> Iterator[Paragraph]:
    """The pieces of text that cite something: what only the wiki can show parts a block into pieces."""
    for block in body:
        prose = block.kind in ("paragraph", "item")
        for piece in block.text.split(GAP) if OPEN in block.text else ():
            if OPEN in piece:
                yield Paragraph(text=_marked(unmarked(piece)), section=block.section, prose=prose)


def _paragraphs(body: list[Block]) -> Iterator[Paragraph]:
    """The paragraphs, whether they cite something or not; items of lists seldom have to."""
    for block in body:
        if block.kind == "paragraph":
            yield Paragraph(text=_marked(unmarked(block.text.replace(GAP, " "))), section=block.section)


def _marked(text: str) -> str:
    """The text with its markers as `passages` reads them."""
    first, *pieces = unmistaken(text).split(OPEN)
    return first + "".join(map(_marker, pieces))


def _marker(piece: str) -> str:
    index, _, after = piece.partition(CLOSE)
    return f"{marker(int(index))}{after}"


def _problems(
    reader: Reader, contents: Mapping[Footnote, Read], labelled: Mapping[Footnote, tuple[str, int]], name: str
) -> Iterator[Problem]:
    """All that is to be said, in the order of the page; last the templates that may hide footnotes."""
    said = [(remark.start, remark.footnote, remark.message) for remark in reader.cite.remarks]
    for footnote, content in contents.items():
        said += [(footnote.start, footnote, f"holds {strange}") for strange in content.strange]
        if not footnote.texts:
            said.append((footnote.start, footnote, f'the name "{footnote.name}" has no text anywhere'))
    starts = [0, *(index + 1 for index, char in enumerate(reader.page) if char == "\n")]
    for start, concerned, message in sorted(said, key=lambda entry: entry[0]):
        line = bisect.bisect_right(starts, start)
        where = f"footnote {written_label(*labelled[concerned])}" if concerned and concerned in labelled else ""
        yield Problem(file=name, line=line, column=start - starts[line - 1] + 1, where=where, message=message)
    if reader.unknown:
        named = ", ".join(f"{{{{{title}}}}}" for title, _ in reader.unknown.most_common(_NAMED))
        more = f" and {len(reader.unknown) - _NAMED} more" if len(reader.unknown) > _NAMED else ""
        message = f"templates that were not expanded, whatever footnotes they hold are missing: {named}{more}"
        yield Problem(file=name, line=0, column=0, where="", message=message)
