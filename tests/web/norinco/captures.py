"""What the stand-in archive holds of the 21 footnotes' pages. Made up: see the package."""

from __future__ import annotations

from tests.web.archive.capture import HTML, Capture
from tests.web.broken.landings import FOR_SALE
from tests.web.norinco.footnotes import FOOTNOTES
from tests.web.norinco.pages import WHITE_HOUSE_FRONT, bbc_page, work_page
from tests.web.page import html_page

FRONT = "https://www.whitehouse.gov/"


def _good(number: int, timestamp: str = "") -> Capture:
    """The cited page as it was, at the time that the footnote names or at another one."""
    note = FOOTNOTES[number]
    return Capture(note.url, timestamp or note.snapshot, body=work_page(number))


def _named(number: int, *, status: int = 200, body: bytes = b"", location: str = "") -> Capture:
    """Something else at the time that the footnote names."""
    note = FOOTNOTES[number]
    headers = HTML | ({"Location": location} if location else {})
    return Capture(note.url, note.snapshot, status, headers, body)


# 4, 7 and 21 were never captured.
CAPTURES = (
    *(_good(number) for number in (1, 5, 10, 11, 12, 13, 14, 16)),
    # Footnotes that name no snapshot, near the day on which somebody read the page.
    _good(2, "20230819174120"),
    _good(3, "20221001030405"),
    _good(8, "20220120112233"),
    _good(17, "20201112215918"),
    _good(18, "20201113013037"),
    _good(19, "20201113042602"),
    # More of the same, so that there is something to choose from.
    _good(1, "20171102093000"),
    _good(14, "20160305081726"),
    _good(18, "20220601120000"),
    _named(6, body=FOR_SALE),
    _named(9, status=404, body=html_page("404 Not Found", "The requested page was not found on this server.")),
    _good(9, "20170916221400"),
    # The time that footnote 15 names is not here, only one six years later.
    Capture(FOOTNOTES[15].url, "20140712190210", body=bbc_page()),
    _named(20, status=301, location=FRONT),
    Capture(FRONT, "20210607003215", body=WHITE_HOUSE_FRONT),
)
