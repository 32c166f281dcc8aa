"""Each field of a citation looked for in a page: match, differs, absent, or unknown where nothing is compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rapidfuzz import fuzz

from crawler.evidence.page import Page
from crawler.judge.dating import dates_in, read_date
from crawler.judge.verdict import ContentVerdict
from crawler.judge.wording import DIFFERENT, MATCH, places_of, plain, plain_together, telling, title_likeness
from crawler.references.citation import Citation
from crawler.references.dates import DATE, iso_date

QUOTE_FOUND = 90.0
"""A passage this alike (rapidfuzz's partial ratio, 0 to 100) is the quote: typography may differ."""

SHORT_QUOTE = 20
"""Characters: so few are alike to something in any text, and must stand there as they are."""

_EDGE = 5
"""Characters by which a passage that is nearly the quote may begin too late, or end too soon."""

_SHOWN = 200
_AROUND = 40
_WORDS_SHOWN = 30
_BEGINNING = 3_000
"""Characters in which a page says of what day it is; later ones speak of other days."""

_LONGEST_PIECE, _MOST_PIECES = 2_000, 20
"""Bounds to what an endless quote may cost."""

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_DATE = re.compile(rf"(?<!\w)(?:{DATE})(?!\w)", re.ASCII | re.IGNORECASE)
_FIGURES = re.compile(r"(?<!\d)\d{1,3}(?:[ .,']\d{3})+(?!\d)|\d+")
_LEFT_OUT = re.compile(r"\s*\(?\s*\.\.\.[\s.]*\)?\s*")
_YEAR_ALONE, _DAY = len("2019"), len("2019-09-06")
_FIRST_CJK = "\u2e80"


def title_in(citation: Citation, page: Page) -> ContentVerdict:
    """The page's title that is most alike to the cited one or its translation."""
    cited = citation.titles
    if not cited:
        return ContentVerdict()
    pairs = [(title_likeness(title, shown), shown) for title in cited for shown in page.own_titles]
    score, shown = max(pairs, default=(0.0, ""))
    if score < MATCH and any(telling(plain(title)) and plain(title) in plain(page.text) for title in cited):
        return ContentVerdict(verdict="match", score=MATCH, compared="(in the text)")
    if not pairs:
        return ContentVerdict(verdict="absent", score=0.0) if page.kind == "html" else ContentVerdict()
    if score < MATCH and page.kind == "pdf":
        # What a PDF calls itself is often its template's or its file's name.
        return ContentVerdict(score=round(score, 2), compared=shown[:_SHOWN])
    verdict = "match" if score >= MATCH else "differs" if score < DIFFERENT else "unknown"
    return ContentVerdict(verdict=verdict, score=round(score, 2), compared=shown[:_SHOWN])


def author_in(authors: Sequence[str], page: Page) -> ContentVerdict:
    """Matches when one cited author is named; a page often leaves out the others."""
    if not authors:
        return ContentVerdict()
    where = plain_together(*(f"{author} ;" for author in page.authors), page.text)
    for author in authors:
        if any(_stands(name, where) for name in _names(author)):
            return ContentVerdict(verdict="match", score=1.0, compared=author[:_SHOWN])
    if not page.authors:
        return ContentVerdict(verdict="absent", score=0.0)
    likenesses = [
        fuzz.token_sort_ratio(_names(author)[0], _names(shown)[0]) / 100 for author in authors for shown in page.authors
    ]
    verdict = "match" if max(likenesses) >= MATCH else "differs"
    return ContentVerdict(verdict=verdict, score=round(max(likenesses), 2), compared="; ".join(page.authors)[:_SHOWN])


def date_in(cited: str, page: Page) -> ContentVerdict:
    """Compares what both know: year, month or day. A day more or less is the same day in another time zone."""
    if not cited or not iso_date(cited):
        return ContentVerdict()
    shown = [(read, stated.text) for stated in page.dates for read in read_date(stated.text)]
    for read, text in shown:
        if _same_date(cited, read):
            return ContentVerdict(verdict="match", score=1.0, compared=text)
    if len(cited) > _YEAR_ALONE and _stands_in(cited, page.text):
        return ContentVerdict(verdict="match", score=1.0, compared=f"{cited} (in the text)")
    if shown:
        close = max(fuzz.ratio(cited, read) for read, _ in shown) / 100
        text = f"{shown[0][1]} (the site's own date; the work's may be another)"
        return ContentVerdict(verdict="differs", score=round(close, 2), compared=text)
    if cited[:4] in _YEAR.findall(page.text):
        return ContentVerdict(verdict="unknown", score=0.5, compared=f"{cited[:4]} (in the text)")
    return ContentVerdict(verdict="absent", score=0.0)


def quote_in(quote: str, page: Page) -> ContentVerdict:
    """Finds the quote, or the parts between its ellipses one after the other, whatever the typography."""
    pieces = [piece for piece in _LEFT_OUT.split(_bare(quote)) if piece.strip(" .,;:")] if quote else []
    if not pieces:
        return ContentVerdict()
    text = _bare(page.text)
    if _in_order(pieces, text):
        return ContentVerdict(verdict="match", score=1.0, compared=_passage(pieces[0], page.text))
    found = [_likest(piece[:_LONGEST_PIECE], text) for piece in pieces[:_MOST_PIECES]]
    score, passage = min(found)
    verdict = "match" if score >= QUOTE_FOUND else "absent"
    shown = _passage(passage, page.text) if passage else ""
    return ContentVerdict(verdict=verdict, score=round(score / 100, 2), compared=shown)


def _likest(piece: str, text: str) -> tuple[float, str]:
    """How alike (0 to 100) the passage is that is most like a piece of a quote, and the passage."""
    if len(piece) < SHORT_QUOTE or len(text) < len(piece) / 2:
        return (100.0, piece) if piece in text else (0.0, "")
    found = fuzz.partial_ratio_alignment(piece, text)
    if not found:
        return 0.0, ""
    passage = text[found.dest_start : found.dest_end]
    whole = text[max(0, found.dest_start - _EDGE) : found.dest_end + _EDGE]
    return (found.score if _has_figures_of(piece, whole) else 0.0), passage


def _has_figures_of(piece: str, passage: str) -> bool:
    """Whether a passage has the figures of a quote, however thousands are parted, or writes all of them in words."""
    there = _figures(passage)
    return not there or all(any(_is_figure(each, other) for other in there) for each in _figures(piece))


def _figures(text: str) -> list[str]:
    return [str(int(re.sub(r"\D", "", found))) for found in _FIGURES.findall(text)]


def _is_figure(cited: str, shown: str) -> bool:
    """Whether a figure is the cited one; the mark of a note may stand behind a year."""
    return shown == cited or (len(cited) == _YEAR_ALONE < len(shown) and shown.startswith(cited))


def _passage(piece: str, text: str) -> str:
    """The words of `piece` as they stand in `text`, with a few around them; as they are cited where they are not found.

    Words alone, and in their order, so that the typography between them is the page's.
    """
    words = re.findall(r"\w+", piece)[:_WORDS_SHOWN]
    found = re.search(r"\W{1,9}".join(map(re.escape, words)), text, re.IGNORECASE)
    if not found:
        return piece[:_SHOWN]
    before, after = text[: found.start()][-_AROUND:], text[found.end() :][:_AROUND]
    return f"{before.partition(' ')[2]}{found[0]}{after.rpartition(' ')[0]}"[:_SHOWN]


def _stands_in(cited: str, text: str) -> bool:
    if cited in {iso_date(found[0]) for found in _DATE.finditer(text)}:
        return True
    return any(_same_date(cited, found) for found in dates_in(text[:_BEGINNING]))


def _in_order(pieces: Sequence[str], text: str) -> bool:
    place = 0
    for piece in pieces:
        place = text.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True


def _names(author: str) -> tuple[str, ...]:
    """The ways in which a page may write "Last, First Middle": first name first, last name first, without initials."""
    last, _, first = plain(author).removeprefix("by ").partition(",")
    last, given = last.strip(), first.split()
    if not given:
        return (last,)
    bare = [name for name in given if len(name.rstrip(".")) > 1]
    full = " ".join(given)
    short = (f"{bare[0]} {last}",) if bare else ()
    return (f"{full} {last}", f"{last}, {full}", f"{last} {full}", f"{last}{full}", *short)


def _stands(name: str, text: str) -> bool:
    """Whether the name stands in the text as a whole; scripts without spaces have no whole words."""
    if not name or name not in text:
        return False
    return max(name) >= _FIRST_CJK or any(
        not (_in_word(text[at - 1 : at]) or _in_word(text[at + len(name) : at + len(name) + 1]))
        for at in places_of(name, text)
    )


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _same_date(cited: str, shown: str) -> bool:
    known = min(len(cited), len(shown))
    if cited[:known] == shown[:known]:
        return True
    if known < _DAY:
        return False
    return abs((date.fromisoformat(cited) - date.fromisoformat(shown)).days) <= 1


def _bare(text: str) -> str:
    """Plain form without quotation marks and brackets around insertions, which typesetting and quoting change."""
    return re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"[\"'\[\]]", "", plain(text)))
