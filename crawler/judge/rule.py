"""The rule: a function from a case to a signal or nothing. The judge is a list of rules and one way to weigh them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from crawler.evidence.fetch import Fetch
from crawler.evidence.page import Page
from crawler.judge.verdict import Signal
from crawler.references.citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a rule may look at: the citation, what asking for its address left, and that address's original form.

    `address` is what the page is meant to be: the cited address, also where a snapshot of it was fetched.
    `before` is the page as a good snapshot shows it, `probe` what the site answers to a made-up address, `front` its
    front page: each None where it is not known, and where a snapshot is judged. `own` is the page without what the
    front page shows as well, None where that is not known.
    `answers` is what `once` keeps.
    """

    citation: Citation
    fetch: Fetch
    address: str
    before: Page | None = None
    probe: Fetch | None = None
    front: Fetch | None = None
    own: Page | None = None
    answers: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def page(self) -> Page | None:
        """The page, where one came, and what of it is its own."""
        return self.own or self.fetch.page

    @property
    def site(self) -> tuple[Page, ...]:
        """What else is known of the site: its front page and what it answers to a made-up address."""
        return tuple(each.page for each in (self.front, self.probe) if each is not None and each.page is not None)

    @property
    def titles(self) -> tuple[str, ...]:
        """The page's own titles, the most formal first."""
        return self.page.own_titles if self.page else ()


T = TypeVar("T")

Rule = Callable[[Case], Signal | None]


def once(ask: Callable[[Case], T]) -> Callable[[Case], T]:
    """Asks a case once: many rules want to know the same of it. The answer lives as long as the case."""

    @wraps(ask)
    def answer(case: Case) -> T:
        if ask not in case.answers:
            case.answers[ask] = ask(case)
        kept: T = case.answers[ask]
        return kept

    return answer


def signals(rules: Iterable[Rule], case: Case) -> tuple[Signal, ...]:
    """What all rules say of the case, the strongest first."""
    said = [signal for rule in rules if (signal := rule(case)) is not None]
    return tuple(sorted(said, key=lambda signal: -signal.weight))
