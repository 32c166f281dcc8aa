"""Whether the page is the cited work: the strongest evidence of life."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from crawler.evidence.address import pieces
from crawler.evidence.page import Page
from crawler.evidence.places import is_front, same_place
from crawler.judge.content import compare, is_another_work
from crawler.judge.fields import quote_in
from crawler.judge.likeness import alike
from crawler.judge.matter import A_STORY, has_prose, prose_length
from crawler.judge.phrases import denies
from crawler.judge.rule import Case, once
from crawler.judge.rules.cited_title import is_generic, title_score, titled_in_head_alone
from crawler.judge.rules.cited_words import carried, carries_nothing
from crawler.judge.rules.kept import cited_no_more
from crawler.judge.rules.pleas import asks_for_password
from crawler.judge.rules.searched import made_from_address
from crawler.judge.rules.taken_away import taken_away
from crawler.judge.twins import NEARLY_THE_SAME, same_answer
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, MATCH, plain, telling

A_SENTENCE = 25
"""Characters of a quote that another work would not have by chance."""

WORDS_TO_MISS = 2
"""Telling words of a title that a page of the work would hardly do without."""

TOO_LITTLE = 0.45
"""What an answer weighs that shows nothing of the work: not enough to call it alive, and no sign of death."""

FILES = frozenset({".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf", ".csv", ".zip", ".mp3", ".mp4"})
"""Endings of addresses that never showed a web page: one that shows there now is something else."""


def same_work(case: Case) -> Signal | None:
    """A page that carries the cited title is the work."""
    score = title_score(case)
    if taken_away(case) or cited_no_more(case):
        return None
    if score >= MATCH:
        sentence = "The page is there and carries the cited title."
        return Signal(rule="identity/title", reason="ok", weight=round(0.9 + 0.08 * score, 3), sentence=sentence)
    if titled_in_head_alone(case):
        sentence = "The page has the cited title in its head, though not in what it shows."
        return Signal(rule="identity/head", reason="ok", weight=0.45, sentence=sentence)
    if case.page and not made_from_address(case) and any(_stands_on(case, case.page, t) for t in case.citation.titles):
        return Signal(
            rule="identity/text",
            reason="ok",
            weight=0.9,
            sentence="The page is there and has the cited title in its text.",
        )
    return None


def quoted(case: Case) -> Signal | None:
    """A page with the words that are quoted from the work is the work, whatever it is called."""
    page, quote = case.page, case.citation.quote
    if page is None or not case.fetch.succeeded or len(plain(quote)) < A_SENTENCE or same_as_made_up(case):
        return None
    if is_front(case.fetch.final_url) and not same_place(case.address, case.fetch.final_url):
        return None
    if quote_in(quote, page).verdict != "match":
        return None
    sentence = "The page is there and has the words that are quoted from it."
    return Signal(rule="identity/quote", reason="ok", weight=0.9, sentence=sentence)


def _stands_on(case: Case, page: Page, title: str) -> bool:
    """Whether the title stands in a page's text; on a front page, and one that denies something, not only in links.

    What stands on the page for a made-up address too is no sign of the work: a list of what others read.
    """
    cited = plain(title)
    if not telling(cited) or is_generic(cited) or cited not in plain(page.text):
        return False
    if case.probe and case.probe.page and not is_front(case.address) and cited in plain(case.probe.page.text):
        return False
    if cited in plain(page.told) or prose_length(page) >= A_STORY:
        return True
    return not _says_it_is_missing(page) and (is_front(case.address) or not is_front(case.fetch.final_url))


def _says_it_is_missing(page: Page) -> bool:
    return denies(page.told) or any(map(is_generic, page.own_titles))


@once
def answers(case: Case) -> Signal | None:
    """A page with something to read at the cited address itself: most likely the work.

    One that is in the title's language, and has nothing of the citation, may as well be anything else.
    """
    page = case.page
    if page is None or not case.fetch.succeeded or not same_place(case.address, case.fetch.final_url):
        return None
    if same_as_made_up(case) or _shows_the_front(case, page) or titled_in_head_alone(case):
        return None
    if page.kind == "pdf" and page.text and not _speaks_of_it(case):
        return None
    if page.kind in ("pdf", "other"):
        said = "the cited title was not found in it" if page.text else "its text was not compared"
        return Signal(rule="identity/file", reason="ok", weight=0.75, sentence=f"The file is there; {said}.")
    if not _has_something(case, page) or PurePosixPath(pieces(case.address).path.lower()).suffix in FILES:
        return None
    return _weighed(case, page)


def _weighed(case: Case, page: Page) -> Signal:
    """What it weighs that the address answers with a page of text."""
    weight, what = 0.65, "a page of text"
    if _has_nothing_of_it(case, page):
        weight, what = TOO_LITTLE, f"{what}, on which nothing of the citation stands"
    return Signal(rule="identity/answers", reason="ok", weight=weight, sentence=f"The address answers with {what}.")


def _has_nothing_of_it(case: Case, page: Page) -> bool:
    """Whether no word of a title in the page's own language stands there, nor author, day or quote.

    Where title and fields are seen to be another work's, the page lives and shows the wrong work: that is no doubt.
    """
    if title_score(case) >= DIFFERENT or not carries_nothing(case):
        return False
    held = carried(case)
    if not held.comparable or len(held.words) < WORDS_TO_MISS:
        return False
    return not is_another_work(compare(case.citation, page, "live", whole=case.fetch.whole))


def _has_something(case: Case, page: Page) -> bool:
    """Whether there is something to read; boxes of the site count only where the page itself denies nothing."""
    if asks_for_password(case) and prose_length(page) < A_STORY:
        return False
    if has_prose(page) or case.fetch.page is None:
        return has_prose(page)
    return has_prose(case.fetch.page) and not denies(page.told)


def _shows_the_front(case: Case, page: Page) -> bool:
    """Whether a deep address shows what the site's front page shows: a notice for all of the site, or its menus."""
    front = case.front.page if case.front else None
    if front is None or page.kind != "html" or is_front(case.address):
        return False
    return alike(page, front) >= NEARLY_THE_SAME


def moved(case: Case) -> Signal | None:
    """The work stands at another address, and every hop says that this is for good."""
    if same_place(case.address, case.fetch.final_url) or title_score(case) < MATCH or cited_no_more(case):
        return None
    if not case.fetch.for_good:
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
