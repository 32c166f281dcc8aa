"""Whether the page is the cited work: the strongest evidence of life."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from crawler.archives.wanted import without_tracking
from crawler.evidence.address import host_of, pieces
from crawler.evidence.page import Page
from crawler.judge.fields import author_in
from crawler.judge.fingerprint import data, find
from crawler.judge.language import begins_with_itself
from crawler.judge.matter import ENOUGH_TEXT, has_prose, prose_length
from crawler.judge.phrases import absence_implied, absence_stated, conditional, denies, sentences
from crawler.judge.rule import Case, once
from crawler.judge.rules.searched import made_from_address
from crawler.judge.twins import same_answer
from crawler.judge.verdict import Signal
from crawler.judge.wording import MATCH, plain, telling, title_likeness

PERMANENT = frozenset({301, 308})
FILES = frozenset({".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf", ".csv", ".zip", ".mp3", ".mp4"})
"""Endings of addresses that never showed a web page: one that shows there now is something else."""

_FRONT = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|main|homepage|start)(?:\.\w{2,5})?/?)?", re.IGNORECASE
)
SURE = 0.95
"""A content system's own mark of this weight explains the title: it was made from the address."""

A_BYLINE = 50
"""Characters: as much may stand beside a notice that a text was taken back, and is not a text."""

_DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=1024)
def _best(cited: str, shown: tuple[str, ...]) -> float:
    return max((title_likeness(cited, title) for title in shown), default=0.0)


@once
def title_score(case: Case) -> float:
    """How well the page's best title fits one of the citation's, 0 to 1; none fits where the address made it.

    A title that names no work (`Page not found`, `Just a moment...`) fits nothing but a page with the cited author;
    one that is too short to name just one work (`Norinco`) fits only at the cited address itself, or where a page of
    the same site is titled just so.
    """
    if made_from_address(case):
        return 0.0
    here = same_place(case.address, case.fetch.final_url)
    wanted = [title for title in case.citation.titles if not is_generic(title) or _is_signed(case)]
    scores = [_best(title, case.titles) for title in wanted if here or telling(plain(title))]
    if not here and any(_is_titled(case, title) for title in wanted):
        scores.append(1.0)
    return max(scores, default=0.0)


def _is_signed(case: Case) -> bool:
    """Whether the page names the cited author: then the work may be called as missing pages are."""
    return case.page is not None and author_in(case.citation.author, case.page).verdict == "match"


def _is_titled(case: Case, title: str) -> bool:
    """Whether a page of the cited site is titled exactly so."""
    if _place(case.address)[0] != _place(case.fetch.final_url)[0]:
        return False
    shown = (text.text for text in case.page.titles if text.source == "title") if case.page else ()
    return plain(title) in map(plain, shown)


def is_generic(title: str) -> bool:
    """Whether a title names no work, but what a tool met in its place."""
    return plain(title).strip(" .!|-") in _generic_titles()


def same_work(case: Case) -> Signal | None:
    """A page that carries the cited title is the work."""
    score = title_score(case)
    if taken_away(case):
        return None
    if score >= MATCH:
        sentence = "The page is there and carries the cited title."
        return Signal(rule="identity/title", reason="ok", weight=round(0.9 + 0.08 * score, 3), sentence=sentence)
    if case.page and not made_from_address(case) and any(_stands_on(case.page, t) for t in case.citation.titles):
        return Signal(
            rule="identity/text",
            reason="ok",
            weight=0.9,
            sentence="The page is there and has the cited title in its text.",
        )
    return None


def _stands_on(page: Page, title: str) -> bool:
    """Whether the title stands in a page's text; on one that denies something, not only in links to other pages."""
    cited = plain(title)
    if not telling(cited) or is_generic(cited) or cited not in plain(page.text):
        return False
    return has_prose(page) or cited in plain(page.told) or not _excuses_itself(page)


def _excuses_itself(page: Page) -> bool:
    return denies(page.told) or any(is_generic(title.text) for title in page.titles)


@once
def taken_away(case: Case) -> str | None:
    """The words by which a page of a few words that is titled as the work says that it is not there."""
    page = case.page
    if page is None or page.kind != "html":
        return None
    marked = find("missing", case)
    if marked is not None and marked.weight >= SURE:
        return marked.label
    if not 0 < prose_length(page) < ENOUGH_TEXT or not page.leads or title_score(case) < MATCH:
        return None
    heading = _heading(page)
    if is_generic(heading) and not any(plain(title) in plain(page.told) for title in case.citation.titles):
        # Only the page's head, which nobody sees, still has the title.
        return heading
    return _said_under(heading, page.leads[0])


def _said_under(heading: str, lead: str) -> str | None:
    """The statement that the work is not there, where nothing but that stands under a heading."""
    if len(lead) >= ENOUGH_TEXT:
        return None
    under = plain(lead).removeprefix(plain(heading))
    said = [each for each in sentences(under) if absence_stated(each) or absence_implied(each)]
    alone = sum(map(len, said)) >= len(under.strip()) - A_BYLINE
    return said[0].strip() if said and alone and begins_with_itself(said[0]) and not conditional(under) else None


def _heading(page: Page) -> str:
    return next((title.text for title in page.titles if title.source in ("h1", "h2")), "")


@once
def answers(case: Case) -> Signal | None:
    """A page with something to read at the cited address itself: most likely the work."""
    page = case.page
    if page is None or not case.fetch.succeeded or not same_place(case.address, case.fetch.final_url):
        return None
    if same_as_made_up(case):
        return None
    if page.kind == "pdf" and page.text and not _speaks_of_it(case):
        return None
    if page.kind in ("pdf", "other"):
        said = "the cited title was not found in it" if page.text else "its text was not compared"
        return Signal(rule="identity/file", reason="ok", weight=0.75, sentence=f"The file is there; {said}.")
    if not has_prose(page) or PurePosixPath(pieces(case.address).path.lower()).suffix in FILES:
        return None
    return Signal(
        rule="identity/answers", reason="ok", weight=0.65, sentence="The address answers with a page of text."
    )


def moved(case: Case) -> Signal | None:
    """The work stands at another address, and every hop says that this is for good."""
    if same_place(case.address, case.fetch.final_url) or title_score(case) < MATCH:
        return None
    if any(hop.status not in PERMANENT for hop in case.fetch.hops[:-1]):
        return None
    return Signal(
        rule="identity/moved",
        reason="moved",
        weight=0.995,
        sentence=f"The work has moved for good, to {case.fetch.final_url[:300]}.",
    )


def _speaks_of_it(case: Case) -> bool:
    """Whether most words of the cited title stand in a file's text, in whatever order; without a title it may be it."""
    words = re.findall(r"\w{3,}", plain(case.citation.title))
    text = plain(case.page.text) if case.page else ""
    return not words or sum(word in text for word in words) * 2 >= len(words)


@once
def same_as_made_up(case: Case) -> bool:
    """Whether the page is the one that a made-up address shows, and not the cited front page itself.

    Files are the same where their bytes are.
    """
    page, probe = case.page, case.probe
    if page is None or probe is None or probe.page is None or not (case.fetch.succeeded and probe.succeeded):
        return False
    if is_front(case.address) or title_score(case) >= MATCH:
        return False
    if page.kind == "pdf":
        return bool(case.fetch.digest) and case.fetch.digest == probe.digest
    if page.kind != "html":
        return False
    if case.fetch.hops[1:] and probe.hops[1:] and same_place(case.fetch.final_url, probe.final_url):
        return True
    return same_answer(case.fetch, probe)


def is_front(address: str) -> bool:
    """Whether an address is a site's front page, in whatever language."""
    parts = pieces(address)
    return not without_tracking(parts.query) and bool(_FRONT.fullmatch(parts.path))


def same_place(one: str, other: str) -> bool:
    """Whether two addresses differ only in scheme, www, case, slash or tracking parameters."""
    return _place(one) == _place(other)


@lru_cache(maxsize=4096)
def _place(address: str) -> tuple[str, int | None, str, str]:
    parts = pieces(address.strip())
    port = None if parts.port == _DEFAULT_PORTS.get(parts.scheme) else parts.port
    host = host_of(address.strip()).removeprefix("www.")
    path = unquote(parts.path).rstrip("/").lower()
    return host, port, path, without_tracking(parts.query).lower()


@cache
def _generic_titles() -> frozenset[str]:
    absent = (title for language in data("absence")["languages"].values() for title in language.get("titles", ()))
    return frozenset(plain(title).strip(" .!|-") for title in (*data("generic")["titles"], *absent))
