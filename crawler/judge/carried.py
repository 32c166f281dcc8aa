"""What a page carries of a citation: whether it would show if the page were the work, and whether anything does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from unicodedata import combining, normalize
from urllib.parse import unquote

from crawler.evidence.address import host_of, pieces
from crawler.evidence.made_up import made_up
from crawler.evidence.page import Page
from crawler.judge.fields import author_in, date_in, quote_in
from crawler.judge.language import SAMPLE, one_language, small_words, words_that_describe
from crawler.judge.wording import FIRST_UNPARTED, WORD, places_of, plain, plain_together, script
from crawler.references.citation import Citation

SHORTEST = 4
"""Letters of a word that may name a work; shorter ones count where they are capitals or hold a figure."""

STEM = 0.75
"""The part of a word that endings leave as it is."""

MANY_WORDS = 40
"""Words of a text, the most frequent first, that show what it is about."""

_RUNS = {"HANGUL": 2, "CJK": 2}
_RUN = 5
"""Characters that two texts in scripts without spaces hardly share by chance: fewer where each says more."""

ENOUGH_MAIN = 250
"""Characters: a page with less matter has it all over the page."""

FEW_WORDS = 3
"""Words of a title of which a page of another work would hardly have one."""

A_WORD_OR_TWO = 0.25
"""The share of a longer title's telling words that another work of its kind may have."""

FIELDS = frozenset({"author", "quote", "date"})
"""What is found where a page carries none of the words, but these."""

_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_SMALL_CHARACTERS = re.compile(r"[\u3040-\u309f\u30fc的了与與和及之在是有等年月日一不人大中上下为為其于於以而]")
"""Hiragana and the commonest Chinese characters, which say little of a subject."""

_FOLLOWED = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Held:
    """A citation held against a page. `words` are those of its title that would name the work on this site.

    `comparable` says that title and page are in one language, so that its words would be seen; `found` is the first
    thing of the citation that the page carries ("" for nothing at all), `share` the part of the titles' words that it
    has.
    """

    words: tuple[str, ...]
    comparable: bool
    found: str
    share: float = 0.0

    @property
    def silent(self) -> bool:
        """Whether a page has nothing of the work, or no more than a word of a long title, as others of its site may."""
        if self.found in FIELDS or (self.found in self.words and len(self.words) <= FEW_WORDS):
            return False
        return self.share <= A_WORD_OR_TWO


def held_against(citation: Citation, page: Page, site: Iterable[Page], address: str) -> Held:
    """Looks for anything of `citation` in `page`. What the pages of `site` have too is no sign of the work."""
    common, text = _common(citation, site, address), _text(page)
    titles = [title for title in citation.titles if one_language(title, page)]
    told = [word for title in citation.titles for word in _words(title, common)]
    words = max((_words(title, common) for title in titles), key=len, default=tuple(told))
    share = sum(_stands(word, text) for word in told) / len(told) if told else 0.0
    found = _first(citation, page, common, text, address)
    return Held(words=words, comparable=bool(titles), found=found, share=round(share, 2))


def first_found(citation: Citation, page: Page, site: Iterable[Page], address: str) -> str:
    """The first thing of `citation` that the page carries, "" for nothing: the quick half of holding them together."""
    return _first(citation, page, _common(citation, site, address), _text(page), address)


def _first(citation: Citation, page: Page, common: str, text: str, address: str) -> str:
    told = (word for title in citation.titles for word in _words(title, common))
    if found := next((word for word in told if _stands(word, text)), ""):
        return found
    slug = (word for word in _slug(address) if word not in common)
    return next((word for word in slug if _stands(word, text)), "") or _field(citation, page, text)


def _common(citation: Citation, site: Iterable[Page], address: str) -> str:
    """What the site says anyway, in plain form."""
    seen = [text for each in site for text in (_titles(each), each.text)]
    return f"{plain_together(*seen, citation.work, citation.publisher)} {host_of(address)}"


def _text(page: Page) -> str:
    """What a page says itself, in plain form: what stands beside the matter speaks of other works."""
    shown = page.main if len(page.main) >= ENOUGH_MAIN else page.text
    return plain_together(_titles(page), " ".join(page.authors), shown)


def subject_kept(before: Page, now: Page) -> float:
    """The share of the words that name things in a snapshot's text which any form of stands in a page, 0 to 1."""
    had = Counter(word for word in _pieces_of(before.main[:SAMPLE]) if len(word) > SHORTEST or not word.isascii())
    first = [word for word, _ in had.most_common(MANY_WORDS)]
    text = plain_together(_titles(now), now.text)
    return sum(_stands(word, text) for word in first) / len(first) if first else 1.0


def _words(title: str, common: str) -> tuple[str, ...]:
    """The words of a title that name its work on a site: no small or descriptive ones, and none of the site's own."""
    named = dict.fromkeys(_pieces_of(title))
    return tuple(word for word in named if _stem(word) not in common)


def _pieces_of(title: str) -> list[str]:
    """A title's telling words in plain form; of scripts that do not part words all runs of a few characters."""
    found: list[str] = []
    for raw in WORD.findall(title):
        word = plain(raw)
        if _UNPARTED.fullmatch(word):
            size = _RUNS.get(script(word), _RUN)
            runs = [word[at : at + size] for at in range(max(1, len(word) - size + 1))]
            found += [run for run in runs if not _SMALL_CHARACTERS.search(run)]
        elif _says_little(word) or word.isdigit():
            continue
        elif len(word) >= SHORTEST or (len(word) > 1 and (raw.isupper() or not raw.isalpha())):
            found.append(word)
    return found


def _says_little(word: str) -> bool:
    return word in small_words() or not words_that_describe().isdisjoint((word, word.removesuffix("s")))


def _stands(word: str, text: str) -> bool:
    """Whether a word stands in a plain text in any form; a long one inside another too, as compounds have it."""
    stem = _stem(word)
    if len(stem) > SHORTEST or stem >= FIRST_UNPARTED:
        return stem in text or (stem < FIRST_UNPARTED and _unaccented(stem) in _unaccented(text))
    return any(not text[at - 1 : at].isalnum() for at in places_of(stem, text))


@lru_cache(maxsize=64)
def _unaccented(text: str) -> str:
    """A text without its accents, which come and go with endings (`boletín`, `boletines`)."""
    return text if text.isascii() else "".join(letter for letter in normalize("NFD", text) if not combining(letter))


def _stem(word: str) -> str:
    """How a word begins in all its forms."""
    if not word.isalpha() or _UNPARTED.search(word):
        return word
    return word[: max(SHORTEST, ceil(len(word) * STEM))]


def _slug(address: str) -> list[str]:
    """The telling words of an address's path and query that a made-up address of the same kind has not."""
    kind = _words_of(made_up(address))
    return [word for word in _words_of(address) if word not in kind and not _says_little(word)]


def _words_of(address: str) -> list[str]:
    parts = pieces(address)
    return [plain(word) for word in _FOLLOWED.findall(unquote(f"{parts.path} {parts.query}"))]


def _field(citation: Citation, page: Page, text: str) -> str:
    """A field of the citation, other than its title, that the page carries."""
    if author_in((*citation.author, *citation.editor), page).verdict == "match":
        return "author"
    if any(name in text for person in citation.author for name in [plain(person).partition(",")[0]] if len(name) > 1):
        return "author"
    if citation.quote and quote_in(citation.quote, page).verdict == "match":
        return "quote"
    if len(citation.date) > len("2019-09") and date_in(citation.date, page).verdict == "match":
        return "date"
    return next((mark for mark in (citation.doi, citation.isbn) if mark and plain(mark) in text), "")


def _titles(page: Page) -> str:
    return " ".join(title.text for title in page.titles)
