"""What a snapshot shows in the work's place, where no rule knows the page: read off it, or off the site of today."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from crawler.evidence.fetch import Fetch
from crawler.evidence.page import Page
from crawler.evidence.places import is_front
from crawler.judge.carried import Held, held_against
from crawler.judge.content import compare, is_another_work
from crawler.judge.gates import holds_back, may_hold_back
from crawler.judge.language import has_many_figures, has_sentences
from crawler.judge.likeness import likeness
from crawler.judge.matter import ENOUGH_TEXT, has_prose, matter, told_by
from crawler.judge.rule import Case
from crawler.judge.rules.cited_title import title_score
from crawler.judge.rules.identity import same_work
from crawler.judge.rules.site import EMPTY_ROOT, same_page
from crawler.judge.twins import same_answer
from crawler.judge.wording import DIFFERENT, FIRST_UNPARTED, script

WORDS_TO_MISS = 3
"""Words of a title that a snapshot of the work would hardly avoid all."""

WORDS_OF_TWO, LETTERS = 2, 12
"""Fewer words that name as much, and their letters."""

FURNITURE = 0.3
"""The share of a short page's text that another page of its site may have, in menus and bars."""

SOMETHING_SAID = 25
"""Characters: who says less has not said anything yet."""

GARBLED = 0.01
"""The share of control characters, or of bytes that are no character, from which on nothing can be read off a page."""

_DRAWN = re.compile(r"<(?:iframe|frame|object|embed|video|audio|canvas|applet|map)\b", re.IGNORECASE)
"""Elements in which the work itself may stand, though no word of it is on the page."""

_ASKS = re.compile(r"<(?:form|input|button)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the cited address, a made-up one and the front page answer today; each None where it was not asked."""

    live: Fetch | None = None
    probe: Fetch | None = None
    front: Fetch | None = None


NOTHING_KNOWN = Today()


@dataclass(frozen=True, slots=True)
class Instead:
    """What is shown instead: a `bad` reason of the archive table, how sure (0 to 1), a sentence."""

    reason: str
    confidence: float
    sentence: str


def shown_instead(case: Case, today: Today) -> Instead | None:
    """What `case`, a capture that no rule knows, shows in the work's place; None where it may be the work."""
    page = case.page
    if page is None or page.kind != "html" or not case.fetch.succeeded or title_score(case) >= DIFFERENT:
        return None
    if _may_be_drawn(page) or _is_garbled(page):
        return None
    found = _as_today(case, page, today) or _beside_the_work(case, page, today)
    return found or (_another_text(case, page) if has_prose(page) else _few_words(case, page))


def _as_today(case: Case, page: Page, today: Today) -> Instead | None:
    """The page is what the site shows today for an address that it cannot know, or its front page."""
    probe, front = today.probe, today.front
    if probe and probe.succeeded and not is_front(case.address) and same_answer(case.fetch, probe):
        words = "The snapshot shows the page with which the site answers a made-up address."
        return Instead("soft-404-capture", 0.9, words)
    if front and front.succeeded and front.page and not is_front(case.address) and same_page(page, front.page):
        return Instead("wrong-page", 0.85, "The snapshot shows the site's front page.")
    return None


def _beside_the_work(case: Case, page: Page, today: Today) -> Instead | None:
    """The work is seen to stand at the address today, and the captured page has nothing of it."""
    live = today.live
    if live is None or live.page is None or live.page.kind != "html":
        return None
    if not same_work(replace(case, fetch=live)) or (likeness(live.page, page, _pages(today)) or 0) > FURNITURE:
        return None
    if script(matter(page)[:200]) != script(matter(live.page)[:200]):
        return None
    if not held_against(case.citation, page, (), case.address).silent:
        return None
    words = "The work stands at the address today, and the snapshot has nothing of it."
    return Instead("wrong-page" if has_prose(page) else "soft-404-capture", 0.8, words)


def _another_text(case: Case, page: Page) -> Instead | None:
    """A page of text in the cited title's own language carries nothing of the citation, and is no gate."""
    sentence = "The snapshot plays another work: neither the title nor the text is the cited one's."
    if is_another_work(compare(case.citation, page, "archive", whole=True)):
        return Instead("wrong-page", 0.8, sentence)
    held = held_against(case.citation, page, (), case.address)
    if not _is_missed(held) or not _says_enough(held.words):
        return None
    said = _said(page)
    if holds_back(said):
        words = "The snapshot shows a text that asks something of a reader, and nothing of the work."
        return Instead("login-capture" if page.password_form else "challenge-capture", 0.75, words)
    return Instead("wrong-page", 0.8, sentence) if has_sentences(matter(page)) or not has_many_figures(said) else None


def _is_missed(held: Held) -> bool:
    """Whether a title in the page's language is not there, or no more than a word of many, parted ones."""
    if not held.comparable:
        return False
    return not held.found or (held.silent and held.found in held.words and held.found < FIRST_UNPARTED)


def _few_words(case: Case, page: Page) -> Instead | None:
    """Next to nothing to read, and none of it the work's: whatever it is, nobody finds the work there."""
    if script(case.citation.title) != script(matter(page)[:200]) or not _misses_the_title(case, page):
        return None
    said = _said(page)
    if page.password_form:
        return Instead("login-capture", 0.85, "The snapshot shows a form for a password, and nothing of the work.")
    if "cookie" in said.lower() or has_many_figures(said):
        return None
    if may_hold_back(said):
        words = "The snapshot shows a few words that ask something of a reader, and nothing of the work."
        return Instead("challenge-capture", 0.75, words)
    return Instead("soft-404-capture", 0.75, "The snapshot shows a few words, and none of them is the work's.")


def _misses_the_title(case: Case, page: Page) -> bool:
    """Whether the page has nothing of the citation, and its title has enough to miss, be it in the site's own words."""
    if not held_against(case.citation, page, (), case.address).silent:
        return False
    return _says_enough(held_against(replace(case.citation, work="", publisher=""), page, (), "").words)


def _says_enough(words: tuple[str, ...]) -> bool:
    """Whether a page of the work would hardly avoid all these words."""
    return len(words) >= WORDS_TO_MISS or (len(words) >= WORDS_OF_TWO and sum(map(len, words)) >= LETTERS)


def _may_be_drawn(page: Page) -> bool:
    """Whether a browser that plays the capture may show more than its words."""
    if page.text_length < SOMETHING_SAID or _DRAWN.search(page.markup):
        return True
    if has_prose(page) or "<script" not in page.markup.lower():
        return False
    return bool(EMPTY_ROOT.search(page.markup)) or not (page.links or _ASKS.search(page.markup))


def _is_garbled(page: Page) -> bool:
    """Whether its bytes were no text, whatever the archive calls them: a picture, or another encoding's letters."""
    return sum(character < " " or character in "\x7f\ufffd" for character in page.text) > GARBLED * len(page.text)


def _said(page: Page) -> str:
    return f"{' . '.join(title.text for title in page.titles)} . {told_by(page)[:ENOUGH_TEXT]}"


def _pages(today: Today) -> list[Page]:
    return [each.page for each in (today.probe, today.front) if each and each.page]
