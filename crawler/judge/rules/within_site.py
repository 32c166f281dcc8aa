"""Pages of a site that lets us in, beside the work: its front page, a list, a tombstone, or a page with little text."""

from __future__ import annotations

from crawler.evidence.address import pieces
from crawler.evidence.page import Page
from crawler.evidence.places import is_front, same_place
from crawler.judge.carried import FIELDS, Held
from crawler.judge.gates import CUES, hints
from crawler.judge.language import has_many_figures, languages_of
from crawler.judge.matter import has_prose, titles_and_text, told_by
from crawler.judge.phrases import negation_found, sentences, speaks_of_absence
from crawler.judge.rule import Case, Rule
from crawler.judge.rules.absence import text_names_page, text_says_so
from crawler.judge.rules.another import FEW_WORDS
from crawler.judge.rules.cited_title import title_score, titled_in_head_alone
from crawler.judge.rules.cited_words import carried, carried_anywhere
from crawler.judge.rules.identity import answers, same_as_made_up
from crawler.judge.rules.site import (
    ABSENT,
    BEGINNING,
    gated,
    in_layout,
    lets_us_in,
    opens,
    same_page,
    says_removed,
    tells_apart,
)
from crawler.judge.rules.thin import denies_something, tells_of_loss
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, MATCH

LINKS_OF_A_NOTICE = 20
"""A site that is closed to us, or out of order, leaves no more of its menus around the notice."""

FIRST_SENTENCES = 2
"""Sentences of a page of a few words that say what it is about."""

SHARE_OF_A_TITLE = 0.3
"""The part of a title's told_by words that a page of the work has, though it be called otherwise."""


def front_page_here(case: Case) -> Signal | None:
    """A deep address shows what the front page shows, while others of the site do not.

    A site that holds all its pages back, or is out of order, shows its notice at both.
    """
    page, front, probe = case.page, case.front, case.probe
    if page is None or front is None or front.page is None or probe is None or not opens(case):
        return None
    if case.fetch.hops[1:] or is_front(case.address) or title_score(case) >= DIFFERENT:
        return None
    if not case.fetch.succeeded or not same_page(page, front.page) or (probe.page and same_page(page, probe.page)):
        return None
    if (probe.status not in ABSENT and not probe.succeeded) or _may_be_a_notice(case, page):
        return None
    held = carried_anywhere(case)
    if not (held.silent and held.comparable) or len(held.words) < FEW_WORDS:
        return None
    return Signal(
        rule="site/front-page",
        reason="redirected-home",
        weight=0.86,
        sentence="The address shows the site's front page, which carries nothing of the cited work.",
    )


def _may_be_a_notice(case: Case, page: Page) -> bool:
    """Whether a page that stands at the front too may be what a whole site says for now."""
    return page.links <= LINKS_OF_A_NOTICE and (gated(case) or hints(titles_and_text(page)) >= CUES)


def own_page(case: Case) -> Signal | None:
    """A page without much text that shows words of the cited title, its author or its day.

    The site tells its pages from made-up ones. Tables, albums and sheets of figures are such: there is next to nothing
    to read, and it is what was cited.
    """
    page, probe = case.page, case.probe
    if page is None or probe is None or page.kind != "html" or not case.fetch.succeeded or answers(case):
        return None
    if not (probe.status in ABSENT or probe.succeeded) or same_as_made_up(case) or not lets_us_in(case):
        return None
    if titled_in_head_alone(case) or not same_place(case.address, case.fetch.final_url) or gated(case):
        return None
    if speaks_of_absence(titles_and_text(page, BEGINNING)):
        return None
    held = carried(case)
    if held.share < SHARE_OF_A_TITLE and (held.found not in FIELDS or held.found in held.words):
        return None
    return Signal(
        rule="site/own-page",
        reason="ok",
        weight=0.6,
        sentence="The address answers with a page of its own, which has something of the cited work.",
    )


def tombstone(case: Case) -> Signal | None:
    """A page of a few words within the site's menus, silent about the work: a sign that goes with words of absence."""
    page, probe = case.page, case.probe
    if page is None or probe is None or page.kind != "html" or not case.fetch.succeeded or has_prose(page):
        return None
    if probe.status not in ABSENT or not lets_us_in(case) or not in_layout(case) or title_score(case) >= DIFFERENT:
        return None
    if not any(rule(case) for rule in _WORDS_OF_ABSENCE) or (gated(case) and not says_removed(case)):
        return None
    held = carried(case)
    if not held.silent or not held.words or has_many_figures(told_by(page)):
        return None
    return Signal(
        rule="site/silent",
        reason="soft-404",
        weight=0.66 if says_removed(case) or (_denies(case) and _asks_for_nothing(page, held)) else 0.6,
        sentence="The site's front page opens, and this page of it says nothing of the cited work.",
    )


def _denies(case: Case) -> bool:
    """Whether its words do more than name the page that was asked for, and a mere denial is the first that it says.

    What is denied further on may be one thing of many: "If an item is not found, no charge is made."
    """
    if text_says_so(case) or tells_of_loss(case):
        return True
    first = sentences(told_by(case.page))[:FIRST_SENTENCES] if case.page else ()
    return denies_something(case) is not None and any(map(negation_found, first))


def _asks_for_nothing(page: Page, held: Held) -> bool:
    """Whether a page is in the title's language, one of those most met, and has hardly any word of a gate."""
    known = held.comparable and len(held.words) >= FEW_WORDS and bool(languages_of(page.text))
    return known and hints(titles_and_text(page)) < CUES


def sent_elsewhere(case: Case) -> Signal | None:
    """A redirect ends higher up, at a page within the site's menus that is silent about the work."""
    page, probe, ended = case.page, case.probe, case.fetch.final_url
    if page is None or probe is None or page.kind != "html" or not case.fetch.succeeded or not case.fetch.hops[1:]:
        return None
    if probe.status not in ABSENT or same_place(case.address, ended) or title_score(case) >= DIFFERENT:
        return None
    if not tells_apart(case) or gated(case) or not in_layout(case):
        return None
    if has_prose(page) and _depth(ended) >= _depth(case.address):
        return None
    held = carried(case)
    if not held.silent or len(held.words) < FEW_WORDS:
        return None
    return Signal(
        rule="site/sent-elsewhere",
        reason="redirected-home",
        weight=0.83,
        sentence=f"It redirects to {ended[:200]}, which leads to other pages and says nothing of the cited work.",
    )


def sent_to_front(case: Case) -> Signal | None:
    """A redirect ends at a front page that opens by itself as well: no wall sends its readers there."""
    page, front = case.page, case.front
    if page is None or front is None or front.page is None or not case.fetch.succeeded or not case.fetch.hops[1:]:
        return None
    if is_front(case.address) or not is_front(case.fetch.final_url) or title_score(case) >= MATCH:
        return None
    tells_apart = case.probe is not None and case.probe.status in ABSENT
    if not (opens(case) or (tells_apart and not gated(case))) or not same_page(page, front.page):
        return None
    return Signal(
        rule="site/sent-home",
        reason="redirected-home",
        weight=0.72,
        sentence="It redirects to the site's front page, which opens by itself too and is not the cited work.",
    )


_WORDS_OF_ABSENCE: tuple[Rule, ...] = (denies_something, text_names_page, text_says_so, tells_of_loss)


def _depth(address: str) -> int:
    """How many parts an address has after its host, the query as one."""
    parts = pieces(address)
    return len([part for part in parts.path.split("/") if part]) + bool(parts.query)
