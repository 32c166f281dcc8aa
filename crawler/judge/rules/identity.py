"""Whether the page is the cited work: the strongest evidence of life."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from crawler.archives.wanted import without_tracking
from crawler.judge.rule import Case
from crawler.judge.verdict import Signal
from crawler.judge.wording import MATCH, plain, telling, title_likeness

PERMANENT = frozenset({301, 308})
ENOUGH_TEXT = 250
"""Characters: a page with less visible text is not yet somebody's work."""


@lru_cache(maxsize=1024)
def _best(cited: str, shown: tuple[str, ...]) -> float:
    return max((title_likeness(cited, title) for title in shown), default=0.0)


def title_score(case: Case) -> float:
    """How well the page's best title fits the cited one (or its translation), 0 to 1."""
    wanted = [title for title in (case.citation.title, case.citation.trans_title) if title]
    return max((_best(title, case.titles) for title in wanted), default=0.0)


def same_work(case: Case) -> Signal | None:
    """A page that carries the cited title is the work."""
    score = title_score(case)
    if score >= MATCH:
        sentence = "The page is there and carries the cited title."
        return Signal(rule="identity/title", reason="ok", weight=round(0.9 + 0.08 * score, 3), sentence=sentence)
    cited = plain(case.citation.title)
    if case.page and telling(cited) and cited in plain(case.page.text):
        return Signal(
            rule="identity/text",
            reason="ok",
            weight=0.9,
            sentence="The page is there and has the cited title in its text.",
        )
    return None


def answers(case: Case) -> Signal | None:
    """A page with something to read at the cited address itself: most likely the work."""
    page = case.page
    if page is None or case.fetch.status != 200 or not same_place(case.address, case.fetch.final_url):  # noqa: PLR2004
        return None
    if page.kind in ("pdf", "other"):
        return Signal(
            rule="identity/file", reason="ok", weight=0.75, sentence="The file is there; its text was not compared."
        )
    if page.text_length < ENOUGH_TEXT:
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


def same_place(one: str, other: str) -> bool:
    """Whether two addresses differ only in scheme, www, case, slash or tracking parameters."""
    return _place(one) == _place(other)


def _place(address: str) -> tuple[str, str, str]:
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/").lower(), without_tracking(parts.query).lower()
