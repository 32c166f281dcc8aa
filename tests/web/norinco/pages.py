"""The cited hosts of the 21 footnotes, alive and otherwise. Made up: see the package."""

from __future__ import annotations

from asyncio import StreamReader, StreamWriter
from urllib.parse import urlsplit

from tests.web.broken.landings import FOR_SALE, GAMBLING, MISSING
from tests.web.broken.walls import DATADOME, DATADOME_PAGE
from tests.web.norinco.footnotes import FOOTNOTES
from tests.web.page import article_page, html_document, html_page
from tests.web.site import Answer, Request, Site, host_of, redirect, site

ISO_DATES = {12: "2017-06-11", 13: "2001-06-24", 14: "1996-05-24", 17: "2020-11-12", 18: "2020-11-12", 19: "2020-11-12"}
"""Publication days as the pages' own markup has them."""

SIGN_IN = html_document(
    "Sign in - VideoTube",
    '<h1>Sign in</h1><p>Sign in to watch this video.</p><form action="/signin" method="post">'
    '<input name="email" type="email"><input name="password" type="password"><button>Sign in</button></form>',
)


def work_page(number: int) -> bytes:
    """The page that a footnote cites, as it is or was when all was well."""
    note = FOOTNOTES[number]
    if number in ISO_DATES:
        date = ISO_DATES[number]
        return article_page(note.title, note.text, work=note.work, authors=note.bylines, date=date)
    return html_page(note.title, *note.text)


def chinese_page() -> bytes:
    """Footnote 7's page, in GBK."""
    note = FOOTNOTES[7]
    return html_page(note.title, *note.text, charset="gbk", language="zh")


def bbc_page() -> bytes:
    """Footnote 15's page, with the title as pages of its time wrote it."""
    title = FOOTNOTES[15].title.replace(" - ", " | ")
    stamp = '<meta name="OriginalPublicationDate" content="2003/05/23 16:01:32">'
    body = "".join(f"<p>{text}</p>" for text in FOOTNOTES[15].text)
    heading = f"<h1>{title.rpartition(' | ')[2]}</h1><p>Last Updated: Friday, 23 May, 2003, 16:01 GMT</p>"
    return html_document(title, heading + body, head=stamp)


def nyt_page() -> bytes:
    """Footnote 19's page: the beginning for everybody, the rest for subscribers."""
    note = FOOTNOTES[19]
    shown = (*note.text[:1], "Subscribe to go on reading.")
    return article_page(note.title, shown, work=note.work, authors=note.bylines, date=ISO_DATES[19], free=False)


async def _silence(_request: Request, reader: StreamReader, _writer: StreamWriter) -> None:
    """Takes the request and never answers."""
    while await reader.read(1024):
        pass


def _target(number: int) -> str:
    parts = urlsplit(FOOTNOTES[number].url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _host(number: int) -> str:
    return host_of(FOOTNOTES[number].url)


def _site(number: int, answer: Answer, *, certificate: str = "valid") -> Site:
    """A site with a front page and the cited page."""
    front = Answer(200, {}, html_page(f"Welcome to {_host(number)}", "Front page.", "News", "Contact"))
    return site(_host(number), {"/": front, _target(number): answer}, certificate=certificate)


def _page(body: bytes, charset: str = "utf-8") -> Answer:
    return Answer(200, {"Content-Type": f"text/html; charset={charset}"}, body)


NEW_BRIEF = "/about/brief.html"
WHITE_HOUSE_FRONT = html_page("The White House", "The people's house.", "News", "Administration", "Contact")

# Footnote 4's host is in no table: the DNS does not know it.
CITED_SITES = (
    # 1 is not found; 3 has moved for good.
    site(_host(1), {_target(3): redirect(f"http://{_host(3)}{NEW_BRIEF}", 301), NEW_BRIEF: _page(work_page(3))}),
    _site(2, _page(work_page(2))),
    site(_host(5), {"*": _page(MISSING)}),
    site(_host(6), {"*": _page(FOR_SALE)}),
    _site(7, _page(chinese_page(), "gbk")),
    Site(host=_host(8), refuses=True),
    _site(9, redirect("/")),
    _site(10, Answer(404, {}, html_page("404 - Not Found", "There is no such page."))),
    site(_host(11), {_target(11): redirect("/signin?continue=watch"), "/signin": _page(SIGN_IN)}),
    site(_host(12), {"*": Answer(401, DATADOME, DATADOME_PAGE)}),
    _site(13, Answer(410, {}, html_page("Gone", "This page has been taken away for good."))),
    _site(14, _page(work_page(14))),
    _site(15, _page(bbc_page())),
    site(_host(16), {"*": _page(GAMBLING)}),
    _site(17, _page(work_page(17)), certificate="expired"),
    Site(host=_host(18), raw=_silence),
    _site(19, _page(nyt_page())),
    site(_host(20), {"/": _page(WHITE_HOUSE_FRONT), "*": redirect("/")}),
    site(_host(21), {"*": Answer(503, {}, html_page("503 Service Unavailable", "Please come back later."))}),
)
