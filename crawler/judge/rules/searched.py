"""Pages that repeat the words of the address: the answer to a search for them, in the work's place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from crawler.evidence.address import pieces
from crawler.judge.matter import LONGEST_NOTICE, has_prose, prose_length, titles_and_text, told_by
from crawler.judge.phrases import denies
from crawler.judge.rule import Case, once
from crawler.judge.verdict import Signal
from crawler.judge.wording import places_of, plain

SLUG, A_FEW_WORDS, A_WHOLE_TITLE = 3, 2, 5
"""Words of an address that a page repeats where it has looked for them; its own title has capitals, or accents.

Fewer do where they are quoted, and nothing was found. More are needed beside a text.
"""

_QUOTING = (":", '"', "\u201c", "\u201e", "\u00ab", "\u2018")
"""What stands before words that a page repeats."""

_BETWEEN_WORDS = re.compile(r"[-+_/]+")
_NUMBERS_AFTER = re.compile(r"(?:\s+\d+)+$")
_NONE = re.compile(r"(?<![\w.,:/-])0(?![\w.,:/%-]|\s*[%€$£¥])")
"""A nought that stands alone: so many hits."""

_SOME = re.compile(r"[1-9]")
"""Who counts other things has found some."""


@once
def made_from_address(case: Case) -> bool:
    """Whether a page that says little has its title from the address, as the answer to a search for it."""
    page = case.page
    if page is None or page.kind != "html" or prose_length(page) >= LONGEST_NOTICE:
        return False
    last = _in_words(PurePosixPath(unquote(pieces(case.address).path)).stem)
    if len(last.split()) < SLUG or not _is_small(last) or any(last in cited for cited in case.citation.titles):
        return False
    if any(_quotes(title, last) for title in case.titles) and not has_prose(page):
        return True
    told = told_by(page)
    if not denies(told):
        return False
    capital = last.capitalize()
    # A title that begins with a capital is the address's where it has lost the accents, too.
    forms = (last,) if any(plain(capital) in plain(cited) for cited in case.citation.titles) else (last, capital)
    repeated = any(form in title for title in case.titles for form in forms)
    return repeated or (last in told and (not has_prose(page) or len(last.split()) >= A_WHOLE_TITLE))


def found_nothing(case: Case) -> Signal | None:
    """A page of a few words quotes the words of the address, and has found none."""
    page = case.page
    if page is None or page.kind != "html" or not case.fetch.succeeded or has_prose(page):
        return None
    text = titles_and_text(page)
    quoted = next((words for words in _words_of(case.address) if _quotes(text, words)), "")
    if not quoted or not _NONE.search(text) or any(quoted in cited for cited in case.citation.titles):
        return None
    if _SOME.search(text.replace(quoted, " ")):
        return None
    return Signal(
        rule="searched/nothing",
        reason="soft-404",
        weight=0.84,
        sentence=f"The site has searched for “{quoted[:80]}” instead, and found none: the work is not there.",
    )


def _words_of(address: str) -> Iterator[str]:
    """The words of the address's last part, and of its whole path, where they are enough and all small."""
    path = PurePosixPath(unquote(pieces(address).path))
    for words in (_in_words(path.stem), _in_words(str(path.parent / path.stem))):
        if len(words.split()) >= A_FEW_WORDS and _is_small(words):
            yield words


def _in_words(part: str) -> str:
    """The words of a part of an address, without the number at its end."""
    return _NUMBERS_AFTER.sub("", _BETWEEN_WORDS.sub(" ", part).strip())


def _is_small(words: str) -> bool:
    return words == words.lower() != words.upper()


def _quotes(text: str, words: str) -> bool:
    return any(text[:at].rstrip().endswith(_QUOTING) for at in places_of(words, text))
