"""Soft 404s: pages that say "not found" without the status, and redirects to a page that is not the work."""

from __future__ import annotations

from functools import cache

from crawler.evidence.page import Page
from crawler.evidence.places import is_front
from crawler.judge.fingerprint import data, find, has_path
from crawler.judge.gates import CUES, hints, holds_back
from crawler.judge.language import begins_with_this
from crawler.judge.matter import A_LIST, LONGEST_NOTICE, has_prose, matter, prose_length
from crawler.judge.pauses import may_be_a_pause
from crawler.judge.phrase_index import PhraseIndex, phrase_index
from crawler.judge.phrases import (
    absence_implied,
    absence_stated,
    asks_to_try_again,
    conditional,
    may_be_withheld,
    page_named,
    sentences,
    speaks_of_absence,
)
from crawler.judge.rule import Case, once
from crawler.judge.rules.byline import TOGETHER, byline
from crawler.judge.rules.cited_title import title_score, titled_in_head_alone
from crawler.judge.rules.cited_words import carried_anywhere
from crawler.judge.rules.pleas import pleas_in
from crawler.judge.rules.taken_away import SURE, taken_away
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, MATCH, parts, plain

COVERS = 0.6
"""A phrase must be most of a title, or the title is about not finding things."""

LONGEST_STATEMENT = 90
"""Characters: a longer heading tells a story."""

BEGINNING = 600
SHORT_PAGE = 2_500
WEIGHT_OF_TITLE = {"title": 0.9, "h2": 0.5, "link": 0.5}
"""A second heading may belong to a box beside the text; the rest speak for the page."""

DOUBTFUL = 0.6
"""What a statement weighs that may be about something else, or about another time or place."""

BY_THE_AUTHOR = 0.4
"""The same in what the cited author wrote at length: two such statements are no doubt."""

MOST_WORDS = 0.5
"""The share of a title's telling words with which a page tells of the work, whatever it is called."""

WEIGHT_OF_MENTION = 0.51
"""Far from proof, but enough that a page with text, whose title is not the cited one, is not taken for the work."""


@cache
def _titles() -> PhraseIndex:
    return phrase_index(
        plain(phrase) for language in data("absence")["languages"].values() for phrase in language.get("titles", ())
    )


@once
def title_says_so(case: Case) -> Signal | None:
    """The title or a heading is a phrase for "not found"."""
    if title_score(case) >= MATCH:
        return None
    titles = case.page.titles if case.page else ()
    everything = "\n".join(plain(title.text) for title in titles)
    if not _titles().any_in(everything):
        return None
    said = [title for title in titles if _says_absent(title.text)]
    if not said:
        return None
    weight, text = max((WEIGHT_OF_TITLE.get(title.source, 0.85), title.text) for title in said)
    weight = _weighed(case, weight, doubtful=tells_of_the_work(case))
    return soft("absence/title", weight, f"The page calls itself “{text[:80]}”")


@once
def markup_says_so(case: Case) -> Signal | None:
    """The content system marks the page as the one that it shows for those it does not have."""
    found = find("missing", case) if case.fetch.succeeded else None
    if found is None or (found.weight < SURE and title_score(case) >= MATCH):
        return None
    return soft(f"absence/{found.id}", found.weight, found.label.capitalize())


def taken_back(case: Case) -> Signal | None:
    """The cited title stands over nothing but the word that the work is not there any more."""
    found = taken_away(case) if case.fetch.succeeded else None
    titled = title_score(case) >= MATCH or titled_in_head_alone(case)
    if not found or not titled or markup_says_so(case):
        return None
    return soft("absence/taken-back", 0.88, f"Though its title is the cited one, it only says “{found}”")


def title_implies_so(case: Case) -> Signal | None:
    """The title or first heading says in its own words that some page is not there."""
    if case.page is None or not case.fetch.succeeded or title_score(case) >= MATCH or title_says_so(case):
        return None
    titles = [title for title in case.page.titles if title.source not in ("h2", "link")]
    if not speaks_of_absence(" | ".join(title.text for title in titles)):
        return None
    for title in titles:
        for part in parts(title.text):
            if len(part) <= LONGEST_STATEMENT and (found := absence_implied(part)):
                weight = _weighed(case, 0.85, doubtful=conditional(part))
                return soft("absence/heading", weight, f"The page's heading says “{found}”")
    return None


@once
def text_says_so(case: Case) -> Signal | None:
    """A short page begins with a sentence that says that the page is not there."""
    text = beginning(case)
    stated = absence_stated(text)
    found = stated or absence_implied(text)
    if not found:
        return None
    doubtful = (not stated and _is_conditional(text)) or tells_of_the_work(case)
    rule = "absence/text" if stated else "absence/words"
    return soft(rule, _weighed(case, 0.82, doubtful=doubtful), f"A short page says “{found}”")


def _is_conditional(text: str) -> bool:
    """Whether what is said to be absent may be there for others, or at another time.

    That a reader should try again is no condition behind a whole statement, where nothing else holds back.
    """
    told = sentences(text)
    at = next((place for place, sentence in enumerate(told) if absence_implied(sentence)), len(told) - 1)
    behind = told[at + 1 :]
    others = [sentence for sentence in behind if not asks_to_try_again(sentence)]
    if conditional(" ".join((*told[: at + 1], *others))):
        return True
    return len(others) < len(behind) and (may_be_withheld(told[at]) or _holds_something_back(" ".join(behind)))


def _holds_something_back(text: str) -> bool:
    """Whether a text speaks of a gate, asks two things of its reader, or tells of an outage or of a limit."""
    return holds_back(text) or hints(text) >= CUES or bool(pleas_in(text)) or may_be_a_pause(text)


@once
def tells_of_the_work(case: Case) -> bool:
    """Whether a page with something to read has most words of the cited title: it may be about what is missing."""
    if case.page is None or not (has_prose(case.page) or title_score(case) >= DIFFERENT):
        return False
    return carried_anywhere(case).share >= MOST_WORDS


def _weighed(case: Case, weight: float, *, doubtful: bool) -> float:
    """What a statement of absence weighs that may be about something else.

    A page with the cited title in its head knows the work: what it denies may be there for others (see taken_back).
    """
    doubtful = doubtful or titled_in_head_alone(case)
    return min(weight, BY_THE_AUTHOR if _is_signed(case) else DOUBTFUL if doubtful else 1)


def _is_signed(case: Case) -> bool:
    """Whether a page at length is by the cited author, and of the cited day or with words of the cited title."""
    signed = byline(case)
    together = signed is not None and signed.weight >= TOGETHER
    return together and case.page is not None and prose_length(case.page) >= LONGEST_NOTICE


@once
def text_names_page(case: Case) -> Signal | None:
    """A short page speaks of "the page you requested" and does not say that it is absent: walls do so as well."""
    text = beginning(case)
    found = page_named(text)
    if not found or absence_stated(text) or absence_implied(text):
        return None
    sentence = f"A short page speaks of “{found}” instead of showing it: the work may not be there."
    return Signal(rule="absence/mention", reason="soft-404", weight=WEIGHT_OF_MENTION, sentence=sentence)


def not_for_indexing(case: Case) -> Signal | None:
    """The page asks search engines to forget it: a weak sign that goes with the others."""
    if case.page is None or "noindex" not in case.page.robots or title_score(case) >= MATCH:
        return None
    return soft("absence/noindex", 0.25, "It asks search engines not to keep it")


def canonical_elsewhere(case: Case) -> Signal | None:
    """The page says that it really is the front page, or an error page: a weak sign that goes with the others."""
    page = case.page
    if page is None or not page.canonical or not case.fetch.succeeded or title_score(case) >= MATCH:
        return None
    errors = tuple(data("absence")["paths"])
    to_front = is_front(page.canonical) and not is_front(case.fetch.final_url)
    to_error = has_path(page.canonical, errors) and not has_path(case.address, errors)
    if not (to_front or to_error):
        return None
    return soft("absence/canonical", 0.35, "It names the front page or an error page as its true address")


@once
def beginning(case: Case) -> str:
    """The beginning of a short page that does not carry the cited title, "" of any other."""
    page = case.page
    if page is None or title_score(case) >= MATCH:
        return ""
    main = matter(page)
    if page.leads and not has_prose(page):
        before = "" if _is_a_banner(page) else page.opening
        return " . ".join(filter(None, (before, *page.leads)))
    return main[:BEGINNING] if len(main) <= SHORT_PAGE else ""


def _is_a_banner(page: Page) -> bool:
    """Whether what stands before the first heading may stand over several works, which have sentences of their own."""
    below = page.told.removeprefix(page.opening)
    of_itself = len(page.leads) == 1 or begins_with_this(page.opening)
    return not of_itself or (len(page.leads) >= A_LIST and len(sentences(below)) >= A_LIST)


def _says_absent(title: str) -> bool:
    return any(len(phrase) >= COVERS * len(part) for part in parts(title) for phrase in _titles().found(part))


def soft(rule: str, weight: float, sentence: str) -> Signal:
    """The signal of a soft 404."""
    return Signal(rule=rule, reason="soft-404", weight=weight, sentence=f"{sentence}: the work is not there.")
