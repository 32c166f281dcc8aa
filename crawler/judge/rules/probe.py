"""The page held against the site's answer to a made-up address: what answers everything shows nothing."""

from __future__ import annotations

import re

from crawler.judge.phrases import absence_stated
from crawler.judge.rule import Case
from crawler.judge.rules.identity import ENOUGH_TEXT, same_as_made_up, same_place
from crawler.judge.rules.pleas import FEW_LINKS
from crawler.judge.verdict import Signal

_BEGINNING = 2_000
_EMPTY_ROOT = re.compile(
    r"<(?:div|main|section|app-root)\b[^>]*(?:\bid=[\"']?(?:root|app|__next|__nuxt|application|main)\b[^>]*)?>\s*"
    r"</(?:div|main|section|app-root)>",
    re.IGNORECASE,
)


def answers_everything(case: Case) -> Signal | None:
    """The site shows the same for an address that it cannot know.

    Where the answer is a front page, or says that something is absent, the work is not there. A page that its own
    script fills in, and a page with next to no links, may be a shell or a wall: nothing is known then.
    """
    if not same_as_made_up(case):
        return None
    page = case.page
    if page is None or _is_shell(case) or not (absence_stated(page.text[:_BEGINNING]) or page.links > FEW_LINKS):
        return Signal(
            rule="probe/shell",
            reason="unclear",
            weight=0.7,
            sentence="The site answers a made-up address with the same page, which only a browser may fill.",
        )
    return Signal(
        rule="probe/same",
        reason="soft-404" if same_place(case.address, case.fetch.final_url) else "redirected-home",
        weight=0.9 if absence_stated(page.text[:_BEGINNING]) else 0.84,
        sentence="The site answers a made-up address with the same page: the work is not there.",
    )


def _is_shell(case: Case) -> bool:
    page = case.page
    if page is None or "<script" not in page.markup.lower():
        return False
    return page.text_length < ENOUGH_TEXT or bool(_EMPTY_ROOT.search(page.markup))
