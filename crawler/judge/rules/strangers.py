"""A domain in strangers' hands, whatever their trade: neither page nor front page names the site or the work."""

from __future__ import annotations

import re

from anyascii import anyascii

from crawler.evidence.address import host_of
from crawler.evidence.page import Page
from crawler.judge.carried import Held
from crawler.judge.language import has_sentences, languages_of
from crawler.judge.matter import has_prose, matter
from crawler.judge.rule import Case, once
from crawler.judge.rules.another import MANY_LETTERS, MANY_WORDS, another_work
from crawler.judge.rules.cited_title import is_generic, title_score
from crawler.judge.rules.cited_words import carried_anywhere
from crawler.judge.rules.site import gated
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, plain, script

LONG_NAME = 6
"""Letters of a host's name that a site hardly avoids to write out; shorter ones are often abbreviations."""

SHORT_WORD = 3
"""Letters of a word that counts among those of a host's name."""

MORE = 0.25
"""What it adds where it is seen by other signs that nothing of the work stands there."""

_LETTERS = re.compile(r"[^\W_]+")
_UMLAUT = re.compile(r"([aou])e")


def strangers(case: Case) -> Signal | None:
    """A page of text, in Latin script as host names are, that names neither its host nor the cited site or work."""
    page, probe = case.page, case.probe
    if page is None or probe is None or page.kind != "html" or not case.fetch.succeeded:
        return None
    if title_score(case) >= DIFFERENT or is_generic(case.citation.title) or not (has_prose(page) and _is_latin(page)):
        return None
    if gated(case) or not has_sentences(matter(page)) or names_site(case):
        return None
    held = carried_anywhere(case)
    if held.found or not held.words or not (held.comparable or _says_another_language(case, page)):
        return None
    return Signal(
        rule="takeover/strangers",
        reason="replaced",
        weight=MORE if another_work(case) else _weight(case, held),
        sentence="Neither this page nor the front page names the site, and nothing of the cited work stands there.",
    )


def _weight(case: Case, held: Held) -> float:
    many = len(held.words) >= MANY_WORDS or sum(map(len, held.words)) >= MANY_LETTERS
    return 0.82 if (held.comparable and many) or _is_wholly_in_another(case) else 0.55


def _says_another_language(case: Case, page: Page) -> bool:
    """Whether the citation names a language, and the page another one: its title need not be a translation then."""
    cited, shown = case.citation.language.lower(), page.language
    return bool(cited and shown) and len(cited.partition("-")[0]) == len("en") and cited[:2] != shown[:2]


def _is_wholly_in_another(case: Case) -> bool:
    """Whether the front page too is in another language than the one that the citation names."""
    front = case.front.page if case.front and case.front.succeeded else None
    if front is None or case.page is None:
        return False
    # Some systems say of all their pages that they are English.
    if case.citation.language.lower()[: len("en")] in languages_of(matter(case.page)):
        return False
    return _says_another_language(case, case.page) and _says_another_language(case, front)


@once
def names_site(case: Case) -> bool:
    """Whether the page or the front page writes out the host's name, or its words, the cited site or its publisher.

    A host of few letters may be an abbreviation, which no page writes out.
    """
    label = _own_label(host_of(case.address))
    name = _letters(label)
    if len(name) < LONG_NAME:
        return True
    front = case.front.page if case.front and case.front.succeeded else None
    shown = " ".join(
        f"{' '.join(title.text for title in each.titles)} {each.site} {each.text}"
        for each in (case.page, front)
        if each
    )
    letters = _letters(shown)
    parts = [part for part in map(_letters, label.split("-")) if len(part) >= LONG_NAME]
    named = [each for each in (name, *parts, _letters(case.citation.work), _letters(case.citation.publisher)) if each]
    written = any(each in letters or _folded(each) in _folded(letters) for each in named)
    return written or _is_made_of(name, shown)


def _is_made_of(name: str, text: str) -> bool:
    """Whether a name is a row of a text's words: `wendlehistory` of the Wendle Valley History Society."""
    words = {word for word in map(_letters, _LETTERS.findall(text)) if len(word) >= SHORT_WORD}
    reached = {0}
    for at in range(len(name)):
        if at in reached:
            reached |= {end for end in range(at + SHORT_WORD, len(name) + 1) if name[at:end] in words}
    return len(name) in reached


def _own_label(host: str) -> str:
    """The longest label of a host before its last."""
    return max(host.removeprefix("www.").split(".")[:-1], key=len, default="")


def _letters(text: str) -> str:
    """The letters of a text as a host's name writes them, without blanks and accents."""
    return "".join(_LETTERS.findall(anyascii(plain(text)).lower()))


def _folded(letters: str) -> str:
    """The same with an umlaut as one letter, which a host's name may write as two."""
    return _UMLAUT.sub(r"\1", letters)


def _is_latin(page: Page) -> bool:
    return script(matter(page)[:200]) == "LATIN"
