"""Other hands hold the domain: it is parked, suspended, or shows somebody else's business."""

from __future__ import annotations

from crawler.judge.fingerprint import data, find
from crawler.judge.rule import Case
from crawler.judge.rules.identity import title_score
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, MATCH, plain

ENOUGH_WORDS = 4
"""Different words of one trade before a page counts as that trade's."""


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
    """A page of a trade that buys old domains, where the citation has nothing to do with that trade."""
    page = case.page
    if page is None or title_score(case) >= DIFFERENT:
        return None
    shown = plain(" ".join((*case.titles, page.text[:5000])))
    citation = case.citation
    cited = plain(f"{citation.title} {citation.work} {citation.publisher} {citation.quote}")
    for trade, words in data("usurpers")["trades"].items():
        found = [word for word in words if plain(word) in shown]
        if len(found) >= ENOUGH_WORDS and not any(plain(word) in cited for word in words):
            return Signal(
                rule=f"takeover/{trade}",
                reason="replaced",
                weight=0.95,
                sentence=f"Another business stands there now ({trade}): {', '.join(found[:3])}.",
            )
    return None
