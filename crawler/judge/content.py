"""The citation held against the page: its title, authors, date and quote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from crawler.evidence.fetch import Fetch
from crawler.evidence.page import Page
from crawler.evidence.reading import MAX_TEXT
from crawler.judge.verdict import ArchiveVerdict, Content, ContentVerdict, LiveVerdict
from crawler.judge.wording import DIFFERENT, MATCH, plain, telling, title_likeness
from crawler.references.citation import Citation

QUOTE_FOUND = 90.0
"""A passage this alike (rapidfuzz's partial ratio, 0 to 100) is the quote: typography and an ellipsis may differ."""

_SHOWN = 200
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


def judge_content(
    citation: Citation,
    live: LiveVerdict,
    live_fetch: Fetch | None,
    archive: ArchiveVerdict,
    archive_fetch: Fetch | None,
) -> Content:
    """Compares with the live page if it is alive, else with a good snapshot; behind a wall nothing is known."""
    if live.state == "alive" and live_fetch and live_fetch.page:
        return compare(citation, live_fetch.page, "live", whole=live.reason != "paywalled" and not live_fetch.truncated)
    if archive.state == "good" and archive_fetch and archive_fetch.page:
        return compare(citation, archive_fetch.page, "archive", whole=not archive_fetch.truncated)
    return Content()


def compare(citation: Citation, page: Page, source: str, *, whole: bool) -> Content:
    """The four verdicts for a page; `whole` says that all its text was seen, so that what is missing is absent."""
    if page.kind not in ("html", "text"):
        return Content()
    seen_all = whole and page.text_length <= MAX_TEXT
    return Content(
        title=_title(citation, page, source),
        author=_author(citation.author, page, source),
        date=_date(citation.date, page, source),
        quote=_quote(citation.quote, page, source, seen_all=seen_all),
    )


def _title(citation: Citation, page: Page, source: str) -> ContentVerdict:
    cited = [title for title in (citation.title, citation.trans_title) if title]
    pairs = [(title_likeness(title, shown.text), shown.text) for title in cited for shown in page.titles]
    if not pairs:
        return ContentVerdict(verdict="absent" if cited and page.kind == "html" else "unknown", source=source)
    score, shown = max(pairs)
    if score < MATCH and any(telling(plain(title)) and plain(title) in plain(page.text) for title in cited):
        return ContentVerdict(verdict="match", score=round(MATCH, 2), compared="(in the text)", source=source)
    verdict = "match" if score >= MATCH else "differs" if score < DIFFERENT else "unknown"
    return ContentVerdict(verdict=verdict, score=round(score, 2), compared=shown[:_SHOWN], source=source)


def _author(authors: Sequence[str], page: Page, source: str) -> ContentVerdict:
    """Matches when one cited author is named; a page often leaves out the others."""
    if not authors:
        return ContentVerdict()
    where = plain(" ; ".join((*page.authors, page.text)))
    for author in authors:
        last, _, first = plain(author).partition(", ")
        if (f"{first} {last}" if first else last) in where or (first and f"{last}, {first}" in where):
            return ContentVerdict(verdict="match", score=1.0, compared=author, source=source)
    if page.authors:
        names = "; ".join(page.authors)
        score = (
            max(fuzz.token_sort_ratio(plain(author), plain(name)) for author in authors for name in page.authors) / 100
        )
        verdict = "match" if score >= MATCH else "differs"
        return ContentVerdict(verdict=verdict, score=round(score, 2), compared=names[:_SHOWN], source=source)
    return ContentVerdict(verdict="absent", score=0.0, source=source)


def _date(cited: str, page: Page, source: str) -> ContentVerdict:
    """Compares what both know: year, month or day. A site's own date may be that of a later change."""
    if not cited:
        return ContentVerdict()
    shown = [date.text for date in page.dates]
    if any(date[: len(cited)] == cited for date in shown):
        return ContentVerdict(
            verdict="match", score=1.0, compared=next(d for d in shown if d[: len(cited)] == cited), source=source
        )
    if shown:
        close = max(fuzz.ratio(cited, date[: len(cited)]) for date in shown) / 100
        return ContentVerdict(verdict="differs", score=round(close, 2), compared=shown[0], source=source)
    if cited[:4] in _YEAR.findall(page.text):
        return ContentVerdict(verdict="unknown", score=0.5, compared=f"{cited[:4]} (in the text)", source=source)
    return ContentVerdict(verdict="absent", score=0.0, source=source)


def _quote(quote: str, page: Page, source: str, *, seen_all: bool) -> ContentVerdict:
    if not quote:
        return ContentVerdict()
    wanted, text = _bare(quote), _bare(page.text)
    if wanted in text:
        return ContentVerdict(verdict="match", score=1.0, compared=quote[:_SHOWN], source=source)
    found = fuzz.partial_ratio_alignment(wanted, text)
    score = found.score if found else 0.0
    passage = text[found.dest_start : found.dest_end][:_SHOWN] if found else ""
    if score >= QUOTE_FOUND:
        return ContentVerdict(verdict="match", score=round(score / 100, 2), compared=passage, source=source)
    verdict = "absent" if seen_all else "unknown"
    return ContentVerdict(verdict=verdict, score=round(score / 100, 2), compared=passage, source=source)


def _bare(text: str) -> str:
    """Plain form without quotation marks and spaces before punctuation, which typesetting changes."""
    return re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"[\"']", "", plain(text)))
