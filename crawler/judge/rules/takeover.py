"""Other hands hold the domain: it is parked, suspended, or shows somebody else's business."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from crawler.judge.fingerprint import data, find
from crawler.judge.rule import Case
from crawler.judge.rules.identity import is_generic, title_score
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, MATCH, plain, script

ENOUGH_WORDS = 4
"""Different words of one trade before a page counts as that trade's."""

WEIGHT_WITHOUT_TITLE = 0.6
"""Below proof: where no cited title can be held against the page, it may be the cited work itself."""

LOOKED_AT = 5_000
"""Characters: a shop says what it sells at once."""


def parked(case: Case) -> Signal | None:
    """For sale, parked, suspended, or a server's default page."""
    found = find("parking", case)
    if found is None or title_score(case) >= MATCH:
        return None
    return Signal(
        rule=f"takeover/{found.id}",
        reason="parked",
        weight=found.weight,
        sentence=f"The domain no longer shows the site: {found.label}.",
    )


def usurped(case: Case) -> Signal | None:
    """A page of a trade that buys old domains, where the citation has nothing to do with that trade.

    The trade stands in the page's title and all over its text; an article about the trade is cited as such, which
    only a title in the page's own script can show.
    """
    page = case.page
    if page is None or title_score(case) >= DIFFERENT:
        return None
    titles, text = plain(" ".join(case.titles)), plain(page.text[:LOOKED_AT])
    citation = case.citation
    cited = plain(f"{citation.title} {citation.trans_title} {citation.work} {citation.publisher} {citation.quote}")
    for trade, words in _trades().items():
        found = sorted({match[0] for match in words.finditer(f"{titles} {text}")})
        if len(found) >= ENOUGH_WORDS and words.search(titles) and not words.search(cited):
            return Signal(
                rule=f"takeover/{trade}",
                reason="replaced",
                weight=0.95 if _title_tells(case) else WEIGHT_WITHOUT_TITLE,
                sentence=f"Another business stands there now ({trade}): {', '.join(found[:3])}.",
            )
    return None


def _title_tells(case: Case) -> bool:
    """Whether a cited title is in the page's own script, so that it would be seen if it stood there."""
    shown = script(" ".join((*case.titles, case.page.text[:LOOKED_AT] if case.page else "")))
    cited = (case.citation.title, case.citation.trans_title)
    return any(title and not is_generic(title) and script(title) == shown for title in cited)


@cache
def _trades() -> Mapping[str, re.Pattern[str]]:
    """For each trade what finds its words: whole words, but for scripts that do not part them."""
    trades: Mapping[str, list[str]] = data("usurpers")["trades"]
    return {
        trade: re.compile("|".join(_whole(plain(word)) for word in sorted(words, key=len, reverse=True)))
        for trade, words in trades.items()
    }


def _whole(word: str) -> str:
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
