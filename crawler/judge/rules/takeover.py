"""Other hands hold the domain: it is parked, suspended, or shows somebody else's business."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from crawler.evidence.address import pieces
from crawler.judge.fingerprint import data, find
from crawler.judge.language import languages_of
from crawler.judge.matter import ENOUGH_TEXT, is_dense, matter, prose_length
from crawler.judge.phrase_index import PhraseIndex, phrase_index
from crawler.judge.rule import Case, once
from crawler.judge.rules.absence import tells_of_the_work
from crawler.judge.rules.cited_title import is_generic, title_score
from crawler.judge.rules.identity import same_as_made_up
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, FIRST_UNPARTED, MATCH, plain, plain_together, script, telling

ENOUGH_WORDS = 4
"""Different words of one trade before a page counts as that trade's."""

ENOUGH_OWN = 2
"""Of these, words that honest pages have not."""

WEIGHT_WITHOUT_TITLE = 0.6
"""Below proof: where no cited title can be held against the page, it may be the cited work itself."""

_WORD = re.compile(r"\w+")

WEIGHT_OF_LANGUAGE = 0.55
"""Enough to doubt a page that only answers: many a site says of all its pages that they are English."""

SCRIPT_SEEN = 160
"""Characters: enough to see in which script a text is written."""

_CODE = 2
"""Letters of a language's code (ISO 639-1)."""

MOST_OF_A_BROKER = 500
"""Characters: a page that has no more to say than that a name is for sale."""

LOOKED_AT = 5_000
"""Characters: a shop says what it sells at once."""


@once
def parked(case: Case) -> Signal | None:
    """For sale, parked, suspended, or a server's default page."""
    found = find("parking", case)
    if found is None or title_score(case) >= MATCH:
        return None
    return Signal(
        rule=f"takeover/{found.id}",
        reason="parked",
        weight=WEIGHT_WITHOUT_TITLE if tells_of_the_work(case) else found.weight,
        sentence=f"The domain no longer shows the site: {found.label}.",
    )


@once
def named_after_domain(case: Case) -> Signal | None:
    """A page with next to nothing but the domain's own name and words of the domain trade: a broker's or a host's."""
    page, host = case.page, (pieces(case.fetch.final_url).hostname or "").removeprefix("www.")
    if page is None or not case.fetch.succeeded or prose_length(page) > MOST_OF_A_BROKER or title_score(case) >= MATCH:
        return None
    named = [title for title in case.titles if plain(title).removeprefix("www.").startswith(host)]
    text = f"{' '.join(case.titles)} {matter(page)}"
    if not host or not named or not _domain_trade().search(plain(text)) or find("walls", case):
        return None
    return Signal(
        rule="takeover/domain-name",
        reason="parked",
        weight=0.9,
        sentence=f"The page is about the name {host[:100]} itself: the domain no longer shows the site.",
    )


@cache
def _domain_trade() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(plain(word)) for word in data("parking")["trade"]))


@once
def usurped(case: Case) -> Signal | None:
    """A page of a trade that buys old domains, where the citation has nothing to do with that trade.

    The trade stands in the page's title and all over its text; an article about the trade is cited as such, which
    only a title in the page's own script can show.
    """
    page = case.page
    if page is None or title_score(case) >= DIFFERENT:
        return None
    titles = plain(" ".join(case.titles))
    if not _trade_words().any_in(titles):
        return None
    citation = case.citation
    cited = plain(" ".join((*citation.titles, citation.work, citation.publisher, citation.quote)))
    for name, trade in _trades().items():
        # The title first: to look through the text costs as much as all other rules together.
        if not trade.shows(titles) or trade.shows(cited):
            continue
        if found := trade.words_in(f"{titles} {plain(page.text[:LOOKED_AT])}"):
            return Signal(
                rule=f"takeover/{name}",
                reason="replaced",
                weight=0.95 if _is_new(case, trade) else WEIGHT_WITHOUT_TITLE,
                sentence=f"Another business stands there now ({name}): {', '.join(found[:3])}.",
            )
    return None


def _is_new(case: Case, trade: _Trade) -> bool:
    """Whether the page is seen not to be the work: by the title, by a snapshot, or as all addresses show the same."""
    return _title_tells(case) or same_as_made_up(case) or _had_another(case, trade)


def _had_another(case: Case, trade: _Trade) -> bool:
    """Whether a good snapshot of the page shows nothing of the trade."""
    before = case.before
    if before is None:
        return False
    return not trade.shows(plain(" ".join((*(title.text for title in before.titles), before.text[:LOOKED_AT]))))


def other_hands(case: Case) -> Signal | None:
    """A page of text in another language than the citation's, or that nowhere names the cited site: doubt, no proof."""
    page = case.page
    if page is None or not case.fetch.succeeded or title_score(case) >= DIFFERENT:
        return None
    if len(matter(page)) < ENOUGH_TEXT and not is_dense(page):
        return None
    cited = case.citation
    if is_generic(cited.title) or not telling(plain(cited.title)):
        return None
    if usurped(case):
        return None
    strange, unnamed = _another_language(case), _names_no_site(case)
    if not strange and not unnamed:
        return None
    what = "is in another language than the citation" if strange else "nowhere names the cited site"
    return Signal(
        rule="takeover/other-hands",
        reason="replaced",
        weight=0.72 if strange and unnamed else WEIGHT_OF_LANGUAGE if strange else 0.35,
        sentence=f"The page {what}, and does not carry the cited title: it may be somebody else's.",
    )


def _another_language(case: Case) -> bool:
    page, cited = case.page, case.citation
    if page is None:
        return False
    said, shown = cited.language.lower().partition("-")[0], page.language.partition("-")[0]
    if len(said) == _CODE and len(shown) == _CODE:
        # Some systems say of all their pages that they are English.
        return said != shown and said not in languages_of(matter(page))
    if len(said) == _CODE and script(matter(page)[:SCRIPT_SEEN]) != "LATIN":
        # The title of a work in another script is often a translation that nobody marked.
        seen = languages_of(matter(page))
        return bool(seen) and said not in seen
    scripts = frozenset(map(script, cited.titles))
    if cited.trans_title or not scripts:
        return False
    return scripts.isdisjoint({"", script(matter(page)[:SCRIPT_SEEN])})


def _names_no_site(case: Case) -> bool:
    """Whether the citation names its site, and the page does not."""
    page, cited = case.page, case.citation
    names = [plain(name) for name in (cited.work, cited.publisher) if name]
    if page is None or not names:
        return False
    shown = plain_together(*case.titles, page.site, page.text)
    return not any(name in shown for name in names)


def _title_tells(case: Case) -> bool:
    """Whether a cited title is in the page's own script, so that it would be seen if it stood there."""
    shown = script(" ".join((*case.titles, case.page.text[:LOOKED_AT] if case.page else "")))
    return any(not is_generic(title) and script(title) == shown for title in case.citation.titles)


@dataclass(frozen=True, slots=True)
class _Trade:
    """What finds a trade's words: whole words, but for scripts that do not part them.

    `first` are the words that they begin with, `unparted` those of such scripts: a look whether any may be there.
    `shared` finds what honest pages have too.
    """

    first: frozenset[str]
    unparted: tuple[str, ...]
    pattern: re.Pattern[str]
    shared: re.Pattern[str]

    def shows(self, text: str) -> bool:
        """Whether one of the words stands in a short plain text."""
        if self.first.isdisjoint(_words_of(text)) and not any(word in text for word in self.unparted):
            return False
        return bool(self.pattern.search(text))

    def words_in(self, text: str) -> list[str]:
        """The trade's own words in a plain text; none where they, and those that it shares, are too few."""
        found = {match[0] for match in self.pattern.finditer(text)}
        if len(found) < ENOUGH_OWN:
            return []
        every = found.union(match[0] for match in self.shared.finditer(text))
        return sorted(found) if len(every) >= ENOUGH_WORDS else []


@lru_cache(maxsize=64)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


@cache
def _trades() -> Mapping[str, _Trade]:
    trades: Mapping[str, list[str]] = data("usurpers")["trades"]
    shared: Mapping[str, list[str]] = data("usurpers")["shared"]
    return {trade: _trade(words, shared.get(trade, ())) for trade, words in trades.items()}


@cache
def _trade_words() -> PhraseIndex:
    """The words of all trades, for a quick look before a careful one."""
    return phrase_index(plain(word) for words in data("usurpers")["trades"].values() for word in words)


def _trade(words: Sequence[str], shared: Sequence[str]) -> _Trade:
    parted, unparted = _by_script(words)
    first = frozenset(_WORD.findall(word)[0] for word in parted)
    return _Trade(first, tuple(unparted), _any_word(parted, unparted), _any_word(*_by_script(shared)))


def _by_script(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The plain words, longest first: those of scripts that part words, and the others."""
    longest_first = sorted((plain(word) for word in words), key=len, reverse=True)
    unparted = [word for word in longest_first if max(word) >= FIRST_UNPARTED]
    return [word for word in longest_first if max(word) < FIRST_UNPARTED], unparted


def _any_word(parted: Sequence[str], unparted: Sequence[str]) -> re.Pattern[str]:
    """What finds one of the words, and nothing where there are none."""
    pattern = rf"\b(?:{'|'.join(map(re.escape, parted))})\b" if parted else "(?!)"
    if unparted:
        pattern += f"|{'|'.join(map(re.escape, unparted))}"
    return re.compile(pattern)
