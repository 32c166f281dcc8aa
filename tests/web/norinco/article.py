"""The stand-in article as Wikipedia would render it, with its 21 footnotes, and the site that serves it.

The body is article.html: plain HTML in which `[13]` marks a footnote and `data-id` a heading.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from tests.web.norinco.citation import list_item
from tests.web.norinco.footnotes import FOOTNOTES
from tests.web.page import html_document
from tests.web.site import Answer, Request, site

ARTICLE_URL = "https://en.wikipedia.org/wiki/Norinco"
REVISION = 1300000001
_BODY = Path(__file__).with_name("article.html").read_text(encoding="utf-8")
_MARKER = re.compile(r"\[(\d+)\]")
_HEADING = re.compile(r'<h(\d) data-id="([^"]+)">(.*?)</h\d>')
USES = Counter(int(number) for number in _MARKER.findall(_BODY))
"""How often the article cites each footnote."""


def _with_markers(body: str) -> str:
    seen: Counter[int] = Counter()

    def marker(match: re.Match[str]) -> str:
        number = int(match[1])
        note = FOOTNOTES[number]
        back = f"cite_ref-{note.name}_{number}-{seen[number]}" if note.name else f"cite_ref-{number}"
        to = f"cite_note-{note.name}-{number}" if note.name else f"cite_note-{number}"
        seen[number] += 1
        return (
            f'<sup id="{back}" class="reference"><a href="#{to}"><span class="cite-bracket">&#91;</span>{number}'
            '<span class="cite-bracket">&#93;</span></a></sup>'
        )

    return _MARKER.sub(marker, body)


def _with_headings(body: str) -> str:
    """Headings in MediaWiki's wrapper, with the edit link that stands beside them."""
    return _HEADING.sub(
        r'<div class="mw-heading mw-heading\1"><h\1 id="\2">\3</h\1><span class="mw-editsection">'
        r'<span class="mw-editsection-bracket">[</span><a href="/w/index.php?title=Norinco&amp;action=edit" '
        r'title="Edit section: \3"><span>edit</span></a><span class="mw-editsection-bracket">]</span></span></div>',
        body,
    )


def _content() -> str:
    """The article's own part of the page, as the wiki's parser gives it."""
    items = "\n".join(list_item(note, USES[note.number]) for note in FOOTNOTES.values())
    return (
        '<div class="mw-content-ltr mw-parser-output" lang="en" dir="ltr">'
        f"{_with_headings(_with_markers(_BODY))}"
        '<div class="reflist"><div class="mw-references-wrap mw-references-columns"><ol class="references">\n'
        f"{items}\n</ol></div></div>\n</div>"
    )


CONTENT_HTML = _content()
_CONFIG = {"wgPageName": "Norinco", "wgTitle": "Norinco", "wgRevisionId": REVISION, "wgArticleId": 1400001}
ARTICLE_HTML: str = html_document(
    "Norinco - Wikipedia",
    '<main id="content" class="mw-body"><h1 id="firstHeading" class="firstHeading mw-first-heading">'
    '<span class="mw-page-title-main">Norinco</span></h1>\n<div id="bodyContent" class="vector-body">'
    f'<div id="siteSub" class="noprint">A stand-in for an article; its outcomes are made up</div>\n'
    f'<div id="mw-content-text" class="mw-body-content">{CONTENT_HTML}</div></div></main>',
    head=f'<script>RLCONF={json.dumps(_CONFIG)};</script>\n<link rel="canonical" href="{ARTICLE_URL}">',
).decode()


async def _parse(request: Request) -> Answer:
    """`action=parse` of the wiki's API, in its second format."""
    parsed = {"title": "Norinco", "pageid": _CONFIG["wgArticleId"], "revid": REVISION, "text": CONTENT_HTML}
    if request.query.get("action") != "parse":
        return Answer(400, {"Content-Type": "application/json"}, b'{"error": {"code": "badvalue"}}')
    return Answer(200, {"Content-Type": "application/json"}, json.dumps({"parse": parsed}).encode())


_PAGE = Answer(200, {"Content-Type": "text/html; charset=UTF-8", "Content-Language": "en"}, ARTICLE_HTML.encode())
WIKIPEDIA = site(
    "en.wikipedia.org",
    {
        "/wiki/Norinco": _PAGE,
        "/w/index.php": _PAGE,
        "/w/rest.php/v1/page/Norinco/html": _PAGE,
        "/w/api.php": _parse,
    },
)
