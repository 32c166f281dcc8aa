"""What the page carries of the citation, asked once a case: several rules want to know it."""

from __future__ import annotations

from crawler.judge.carried import Held, first_found, held_against
from crawler.judge.rule import Case, once

_NOTHING = Held(words=(), comparable=False, found="")
"""Where there is no page."""


@once
def carried(case: Case) -> Held:
    """The citation held against the page; what other pages of the site have too is no sign of the work."""
    return held_against(case.citation, case.page, case.site, case.address) if case.page else _NOTHING


@once
def carried_anywhere(case: Case) -> Held:
    """The citation held against the page, where what stands on other pages of the site counts as well."""
    return held_against(case.citation, case.page, (), case.address) if case.page else _NOTHING


def carries_nothing(case: Case) -> bool:
    """Whether nothing at all of the citation stands on the page: the quick half of `carried`."""
    return case.page is None or not first_found(case.citation, case.page, case.site, case.address)
