"""Pages with next to nothing to read, held against what their few words say: gone, or closed to us."""

from __future__ import annotations

from crawler.judge.language import begins_with_this
from crawler.judge.matter import has_prose, prose_length
from crawler.judge.phrases import (
    absence_implied,
    absence_stated,
    conditional,
    loss_told,
    negation_found,
    object_missed,
    speaks_of_absence,
    statements,
)
from crawler.judge.rule import Case, once
from crawler.judge.rules.absence import LONGEST_STATEMENT, WEIGHT_OF_MENTION, beginning, soft
from crawler.judge.verdict import Signal

A_FEW_SENTENCES = 500
"""Characters: who says more than this has something to tell."""

PROOF, HALF = 0.81, 0.55
"""What such words weigh, and what is left of it where the page names a condition."""


@once
def tells_of_loss(case: Case) -> Signal | None:
    """A page of a few sentences tells that it, or what it was about, was there once, or is not."""
    text = _few_words(case)
    if not text:
        return None
    found = loss_told(text) or (None if _can_be_read(case) else object_missed(text))
    weight = HALF if conditional(text) else PROOF
    if not found and not _can_be_read(case):
        # A record may say so of the thing that it is about.
        found, weight = _this_is_gone(text), HALF
    if not found:
        return None
    return soft("absence/loss", weight, f"A page with nothing to read says “{found}”")


@once
def denies_something(case: Case) -> Signal | None:
    """A page with nothing to read denies something of a page: a reason to look closer, for walls do so as well."""
    text = "" if _can_be_read(case) else _few_words(case)
    found = negation_found(text) if text and not tells_of_loss(case) else None
    return soft("absence/negation", WEIGHT_OF_MENTION, f"A page with nothing to read says “{found}”") if found else None


def _this_is_gone(text: str) -> str | None:
    """A short sentence that begins with "this" and says that it is absent, whatever it is called."""
    said = (each for each in statements(text) if len(each) <= LONGEST_STATEMENT and begins_with_this(each))
    return next(filter(speaks_of_absence, said), None)


def _few_words(case: Case) -> str:
    """The beginning of such a page, "" of any other and of one that says it in words that are known."""
    if case.page is None or prose_length(case.page) > A_FEW_SENTENCES:
        return ""
    text = beginning(case)
    return "" if absence_stated(text) or absence_implied(text) else text


def _can_be_read(case: Case) -> bool:
    return case.page is not None and has_prose(case.page)
