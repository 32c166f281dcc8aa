"""Pages that ask something of their reader before they show anything, or say that they are out of order for now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import takewhile

from crawler.evidence.page import Page
from crawler.judge.fingerprint import data
from crawler.judge.matter import A_STORY, ENOUGH_TEXT, matter, prose_length, told_by
from crawler.judge.phrase_index import PhraseIndex, phrase_index
from crawler.judge.phrases import absence_stated, loss_told, page_named, sentences
from crawler.judge.rule import Case
from crawler.judge.rules.cited_title import title_score
from crawler.judge.verdict import Signal
from crawler.judge.wording import MATCH, plain

BEGINNING = 600
SHORT_PAGE = 1_500
"""Characters: a page that stands in another one's way has no more text than this."""

FEW_LINKS = 10
"""A page that asks for consent leads to its own terms; a front page under a cookie banner leads to the whole site."""

A_REMARK = 120
"""Characters beside a plea: a few words on what to do; a teaser of the work says more."""

ALL_THERE_IS = 0.99
"""What a plea weighs that a page has under the cited title in the work's place: more than the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plea:
    """What a page asks for before it shows anything.

    `firm`: it counts beside some more text too. `overlay`: it may lie over any page, a missing one too. `elsewhere`: a
    page of what is gone may tell where a copy is kept. `over`: words of a sentence in which
    it holds nothing back, if what it has of the plea are words of `rights`.
    """

    id: str
    reason: str
    label: str
    weight: float
    firm: bool
    overlay: bool
    elsewhere: bool
    phrases: frozenset[str]
    over: frozenset[str]
    rights: frozenset[str]


def plea(case: Case) -> Signal | None:
    """It asks for a login, an age, a browser or consent, or says that it is out of order, in the page's place.

    Many a sound page has such words too: they count only beside the name of the page asked for, or next to no text.
    What all pages of the site ask, its front page too, is asked here as well: the whole page counts.
    """
    page = case.fetch.page
    if page is None or not case.fetch.succeeded:
        return None
    if title_score(case) >= MATCH:
        return _under_the_title(case, page)
    main = matter(page)
    if len(main) > SHORT_PAGE:
        return None
    beginning = main[:BEGINNING]
    alone = len(main) < ENOUGH_TEXT or page_named(beginning)
    if not (alone or prose_length(page) < A_STORY):
        return None
    absent = absence_stated(beginning)
    pleading = (each for each in pleas_in(beginning) if (alone or each.firm) and not (absent and each.overlay))
    found = next((each for each in pleading if not _holds_nothing(each, sentences(beginning))), None)
    return _signal(found) if found else None


def _holds_nothing(plea: Plea, told: Sequence[str]) -> bool:
    """Whether the sentences of a text say that what is asked for is gone: so that a plea holds nothing back."""
    said = [sentence for sentence in told if plea in pleas_in(sentence)]
    if said and all(any(word in sentence for word in plea.over) and _is_of_rights(plea, sentence) for sentence in said):
        return True
    before = takewhile(lambda sentence: plea not in pleas_in(sentence), told) if plea.elsewhere else ()
    return any(map(loss_told, before))


def _is_of_rights(plea: Plea, sentence: str) -> bool:
    """Whether a plea's words in a sentence are all on rights: one that names a place holds back there."""
    words = [phrase for phrase in plea.phrases if phrase in sentence]
    return all(any(right in phrase for right in plea.rights) for phrase in words)


def _under_the_title(case: Case, page: Page) -> Signal | None:
    """The same of a page that is titled as the work, begins with its plea and has next to nothing else: no teaser.

    What may lie over any page lies over the work too, and a paywall says in its markup that it is one.
    """
    if page.kind != "html" or page.free is False or len(matter(page)) > A_STORY:
        return None
    told = sentences(told_by(page))
    pleading = [_in_its_place(sentence) for sentence in told]
    beside = sum(len(sentence) for sentence, pleads in zip(told, pleading, strict=True) if not pleads)
    if not pleading[0] or beside > A_REMARK or any(map(pleas_in, case.citation.titles)):
        return None
    return replace(_signal(pleading[0][0]), weight=ALL_THERE_IS)


def _in_its_place(sentence: str) -> list[Plea]:
    """The pleas of a sentence that stand in a page's place."""
    return [each for each in pleas_in(sentence) if not each.overlay]


def asks_for_consent(case: Case) -> bool:
    """Whether the page is a cookie page that stands before the site."""
    page = case.page
    if page is None or page.text_length > SHORT_PAGE or page.links > FEW_LINKS:
        return False
    beginning = " . ".join((*case.titles, page.text[:BEGINNING]))
    return any(each.id == "consent" for each in pleas_in(beginning))


def asks_for_password(case: Case) -> bool:
    """Whether the page has a form for a password that the front page does not have: a box on every page asks nobody."""
    page, front = case.page, case.front.page if case.front else None
    return page is not None and page.password_form and not (front is not None and front.password_form)


def _signal(found: Plea) -> Signal:
    return Signal(rule=f"plea/{found.id}", reason=found.reason, weight=found.weight, sentence=f"{found.label}.")


@lru_cache(maxsize=256)
def pleas_in(text: str) -> tuple[Plea, ...]:
    """The pleas that stand in `text`, the weightiest first."""
    found = _all_phrases().found(plain(text))
    return tuple(plea for plea in _pleas() if not plea.phrases.isdisjoint(found))


@cache
def _all_phrases() -> PhraseIndex:
    return phrase_index(phrase for plea in _pleas() for phrase in plea.phrases)


@cache
def _pleas() -> tuple[Plea, ...]:
    read = (
        Plea(
            id=name,
            reason=entry["reason"],
            label=entry["label"],
            weight=float(entry["weight"]),
            firm=bool(entry.get("firm")),
            overlay=bool(entry.get("overlay")),
            elsewhere=bool(entry.get("elsewhere")),
            phrases=frozenset(map(plain, entry["phrases"])),
            over=frozenset(map(plain, entry.get("over", ()))),
            rights=frozenset(map(plain, entry.get("rights", ()))),
        )
        for name, entry in data("pleas")["pleas"].items()
    )
    return tuple(sorted(read, key=lambda plea: -plea.weight))
