"""The citation held against the page: its title, authors, date and quote."""

from __future__ import annotations

from dataclasses import fields, replace

from crawler.evidence.fetch import Fetch
from crawler.evidence.page import Page
from crawler.judge.fields import author_in, date_in, quote_in, title_in
from crawler.judge.matter import ENOUGH_TEXT
from crawler.judge.verdict import ArchiveVerdict, Content, ContentVerdict, LiveVerdict
from crawler.references.citation import Citation


def judge_content(
    citation: Citation,
    live: LiveVerdict,
    live_fetch: Fetch | None,
    archive: ArchiveVerdict,
    archive_fetch: Fetch | None,
) -> Content:
    """Compares with the live page if it is alive, else with a good snapshot; behind a wall nothing is known.

    Nor is anything known of a page at an address from memory, until it carries the cited title.
    """
    content = _compared(citation, live, live_fetch, archive, archive_fetch)
    return content if citation.url_source != "recalled" or content.title.verdict == "match" else Content()


def _compared(
    citation: Citation,
    live: LiveVerdict,
    live_fetch: Fetch | None,
    archive: ArchiveVerdict,
    archive_fetch: Fetch | None,
) -> Content:
    if live.state == "alive" and live_fetch and live_fetch.page:
        return compare(citation, live_fetch.page, "live", whole=live.reason != "paywalled" and live_fetch.whole)
    if archive.state == "good" and archive_fetch and archive_fetch.page:
        return compare(citation, archive_fetch.page, "archive", whole=archive_fetch.whole)
    return Content()


def compare(citation: Citation, page: Page, source: str, *, whole: bool) -> Content:
    """The four verdicts for a page; `whole` says that all its text was seen, so that what is missing is absent.

    With next to no text nothing is absent either: a script may draw the rest.
    """
    if page.kind not in ("html", "text", "pdf") or not page.text:
        return Content()
    content = Content(
        title=title_in(citation, page),
        author=author_in(citation.author, page),
        date=date_in(citation.date, page),
        quote=quote_in(citation.quote, page),
    )
    seen_all = whole and page.whole and page.free is not False and page.text_length >= ENOUGH_TEXT
    verdicts = {part.name: getattr(content, part.name) for part in fields(Content)}
    return Content(
        **{name: _as_seen(verdict, source, seen_all=seen_all) for name, verdict in verdicts.items()},
    )


def is_another_work(content: Content) -> bool:
    """Whether title and text both are another work's: the title differs, and so does what else could be compared."""
    if content.title.verdict != "differs":
        return False
    if content.quote.verdict in ("match", "absent"):
        return content.quote.verdict == "absent"
    return content.author.verdict == "differs" and content.date.verdict == "differs"


def _as_seen(verdict: ContentVerdict, source: str, *, seen_all: bool) -> ContentVerdict:
    """What was compared says where; what is not in a text that was not wholly seen may still stand there."""
    if verdict.verdict == "unknown" and verdict.score is None:
        return verdict
    found = "unknown" if verdict.verdict == "absent" and not seen_all else verdict.verdict
    return replace(verdict, verdict=found, source=source)
