"""Whether a page has all that the cited title names, though not in the title's own words: records, lists of figures."""

from __future__ import annotations

import re

from crawler.evidence.places import is_front, same_place
from crawler.judge.rule import Case
from crawler.judge.rules.another import MANY_LETTERS, MANY_WORDS
from crawler.judge.rules.cited_title import is_generic, title_score, titled_in_head_alone
from crawler.judge.rules.cited_words import carried_anywhere
from crawler.judge.rules.identity import same_as_made_up
from crawler.judge.rules.searched import made_from_address
from crawler.judge.verdict import Signal
from crawler.judge.wording import MATCH

LONGEST = 3_000
"""Characters: a long text may have any words."""

_FIGURES = re.compile(r"\d+")


def title_in_parts(case: Case) -> Signal | None:
    """The page has every telling word of a title of several words, in whatever order; at another address, of many."""
    page = case.page
    if page is None or page.kind not in ("html", "pdf") or not case.fetch.succeeded or title_score(case) >= MATCH:
        return None
    if is_generic(case.citation.title) or is_front(case.address) or page.text_length > LONGEST:
        return None
    here = same_place(case.address, case.fetch.final_url)
    if (
        same_as_made_up(case)
        or made_from_address(case)
        or titled_in_head_alone(case)
        or (not here and is_front(case.fetch.final_url))
    ):
        return None
    figures = frozenset(_FIGURES.findall(case.citation.title))
    if not figures <= frozenset(_FIGURES.findall(f"{' '.join(case.titles)} {page.text}")):
        return None
    held = carried_anywhere(case)
    enough = MANY_WORDS if here else 2 * MANY_WORDS
    if held.share < 1 or len(held.words) < enough or sum(map(len, held.words)) < MANY_LETTERS:
        return None
    return Signal(
        rule="identity/words",
        reason="moved" if not here and case.fetch.for_good else "ok",
        weight=0.75,
        sentence="The page is there and has every word that the cited title names something by.",
    )
