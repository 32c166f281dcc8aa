"""A made-up site for the judge's tests: its front page, its other pages, and what it says of made-up addresses."""

from __future__ import annotations

from html import escape
from typing import Any

from crawler.evidence.address import front_of
from crawler.evidence.fetch import Fetch
from crawler.evidence.made_up import made_up
from crawler.judge.live import Beside, judge_fetch
from crawler.judge.rule import Case
from crawler.judge.verdict import LiveVerdict
from crawler.references.citation import Citation
from tests.judge.cases import URL, citation, fetch, html

SITE = "Coast Courier"
ROOT = front_of(URL)
MADE_UP = made_up(URL)
SECTIONS = "Harbour Fishing Weather Letters Sport Births Deaths Markets Tides Chess Gardens Recipes".split()  # noqa: SIM905 - a list of them would fill the screen
WELCOME = (
    (
        "The paper of the northern islands since 1891. We print on Wednesdays and Saturdays, and the office above the "
        "chandler is open to anybody who has a story or a complaint. Tide tables hang in the window, and small notices "
        "are free."
    ),
    "Our oldest subscriber turned one hundred and two in May, and still writes to correct the crossword.",
)
OTHER = (
    "From April every plot holder must keep a path of two feet on each side. Sheds may be no taller than seven feet, "
    "and bonfires are lit after dusk only. Plots left untilled for a season go to the next family in line. The "
    "committee meets in the old schoolroom on the first Monday of the month, and it hears complaints until the lamp "
    "burns down."
)


def laid_out(title: str, heading: str, *texts: str, extra: str = "", lang: str = "en") -> bytes:
    """A page within the site's menus."""
    menu = "".join(f'<li><a href="/{number}">{name}</a></li>' for number, name in enumerate(SECTIONS))
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in texts)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<script src="/menu.js"></script></head><body><nav><ul>{menu}</ul></nav><main><h1>{escape(heading)}</h1>'
        f"{paragraphs}{extra}</main><footer>{SITE}, the quay</footer></body></html>"
    ).encode()


FRONT = fetch(laid_out(SITE, SITE, *WELCOME), url=ROOT)
NO_SUCH_PAGE = fetch(html("404 Not Found", "There is no such page on this server."), url=MADE_UP, status=404)


def judged(
    now: Fetch, probe: Fetch = NO_SUCH_PAGE, front: Fetch | None = FRONT, cited: Citation | None = None
) -> LiveVerdict:
    """The verdict on `now` where the site answers so."""
    return judge_fetch(cited or citation(), now, Beside(probe=probe, front=front))


def everywhere(body: bytes, front: Fetch | None = FRONT, **fields: Any) -> LiveVerdict:
    """The verdict where every address but the front page answers with `body`."""
    return judged(fetch(body, **fields), fetch(body, url=MADE_UP, **fields), front)


def case_of(now: Fetch, front: Fetch | None = FRONT) -> Case:
    """The case of a page of this site."""
    return Case(citation=citation(), fetch=now, address=URL, probe=NO_SUCH_PAGE, front=front)


def rules_of(verdict: LiveVerdict) -> set[str]:
    """The ids of the rules that spoke."""
    return {signal.rule for signal in verdict.signals}
