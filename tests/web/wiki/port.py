"""A made-up page, "Port of Elmstad": its wikitext, and what each of MediaWiki's parsers makes of it.

Footnote 1 stands in the text, 2 has a group, 3 comes out of a template of the wiki's own, which only the HTML knows.
"""

from __future__ import annotations

import json
from html import escape

from tests.web.wiki import Page

HOST = "en.wikipedia.org"
HISTORY = "https://port.example/history"
SNAP = "https://web.archive.org/web/20190906000000/https://port.example/history"
WIKITEXT = (
    "The '''port of Elmstad''' is one of the oldest ports of the region.<ref name=\"old\">{{cite web |last=Doe "
    f"|first=Jane |title=A history of the port |url={HISTORY} |archive-url={SNAP} |archive-date=6 September 2019 "
    "|url-status=dead |website=The Example |via=Elm}}</ref>{{efn|See elsewhere for more.}}\n\n"
    "== Traffic ==\nEighty big ships call there every day of the year.{{Elmstad traffic}}\n\n"
    "Nobody has ever counted all the small ships that come and go between the islands.\n\n"
    "== Notes ==\n{{notelist}}\n\n== References ==\n{{reflist}}\n"
)
_CITE = {
    "parts": [
        {
            "template": {
                "target": {"wt": "cite web ", "href": "./Template:Cite_web"},
                "params": {
                    "last": {"wt": "Doe"},
                    "first": {"wt": "Jane"},
                    "title": {"wt": "A history of the port"},
                    "url": {"wt": HISTORY},
                    "archive-url": {"wt": SNAP},
                    "archive-date": {"wt": "6 September 2019"},
                    "url-status": {"wt": "dead"},
                    "website": {"wt": "The Example"},
                    "via": {"wt": "Elm"},
                },
                "i": 0,
            }
        }
    ]
}


def _cite(extra: str) -> str:
    return (
        f'<cite class="citation web cs1"{extra}>Doe, Jane. <a rel="mw:ExtLink nofollow" class="external text" '
        f'href="{SNAP}">"A history of the port"</a>. <i>The Example</i>. Archived from <a rel="mw:ExtLink nofollow" '
        f'class="external text" href="{HISTORY}">the original</a> on 6 September 2019 \u2013 via Elm.</cite>'
    )


_TRAFFIC = (
    '<cite class="citation web cs1"><a rel="mw:ExtLink nofollow" class="external text" '
    'href="https://ships.example/traffic">"Ships in and out"</a>. <i>Ships</i>.</cite>'
)


def _legacy() -> str:
    def marker(target: str, shown: str) -> str:
        return f'<sup class="reference" id="cite_ref-{target}"><a href="#cite_note-{target}">[{shown}]</a></sup>'

    def item(target: str, text: str) -> str:
        back = f'<span class="mw-cite-backlink"><b><a href="#cite_ref-{target}">^</a></b></span>'
        return f'<li id="cite_note-{target}">{back} <span class="reference-text">{text}</span></li>'

    return (
        '<div class="mw-parser-output"><p>The <b>port of Elmstad</b> is one of the oldest ports of the region.'
        f"{marker('old-1', '1')}{marker('2', 'a')}</p>"
        '<div class="mw-heading mw-heading2"><h2 id="Traffic">Traffic</h2></div>'
        f"<p>Eighty big ships call there every day of the year.{marker('3', '2')}</p>"
        "<p>Nobody has ever counted all the small ships that come and go between the islands.</p>"
        '<h2>Notes</h2><div class="reflist reflist-lower-alpha"><div class="mw-references-wrap"><ol class="references">'
        f"{item('2', 'See elsewhere for more.')}</ol></div></div>"
        '<h2>References</h2><div class="reflist"><div class="mw-references-wrap"><ol class="references">'
        f"{item('old-1', _cite(''))}{item('3', _TRAFFIC)}</ol></div></div></div>"
    )


def _parsoid() -> str:
    def marker(target: str, shown: str, said: object, group: str = "") -> str:
        grouped = f' data-mw-group="{group}"' if group else ""
        return (
            f'<sup about="#mwt{target}" class="mw-ref reference" id="cite_ref-{target}" rel="dc:references" '
            f'typeof="mw:Extension/ref" data-mw=\'{json.dumps(said)}\'><a href="./Port_of_Elmstad#cite_note-{target}"'
            f'{grouped}><span class="mw-reflink-text"><span class="cite-bracket">[</span>{shown}'
            '<span class="cite-bracket">]</span></span></a></sup>'
        )

    def item(target: str, number: str, text: str) -> str:
        back = f'<a href="./Port_of_Elmstad#cite_ref-{target}" rel="mw:referencedBy"><span>↑ </span></a>'
        return (
            f'<li about="#cite_note-{target}" id="cite_note-{target}" data-mw-footnote-number="{number}">'
            f'<span class="mw-cite-backlink">{back}</span> <span id="mw-reference-text-cite_note-{target}" '
            f'class="mw-reference-text reference-text">{text}</span></li>'
        )

    kept = f' typeof="mw:Transclusion" about="#mwt9" data-mw=\'{escape(json.dumps(_CITE), quote=True)}\''
    named = {"name": "ref", "attrs": {"name": "old"}, "body": {"id": "mw-reference-text-cite_note-old-1"}}
    noted = {"name": "ref", "attrs": {"group": "lower-alpha"}}
    return (
        f'<!DOCTYPE html><html about="https://{HOST}/wiki/Special:Redirect/revision/7001"><head>'
        f'<title>Port of Elmstad</title><link rel="dc:isVersionOf" href="//{HOST}/wiki/Port_of_Elmstad"></head><body>'
        '<section data-mw-section-id="0"><p>The <b>port of Elmstad</b> is one of the oldest ports of the region.'
        f"{marker('old-1', '1', named)}{marker('2', 'a', noted, 'lower-alpha')}</p></section>"
        '<section data-mw-section-id="1"><h2 id="Traffic">Traffic</h2>'
        f"<p>Eighty big ships call there every day of the year.{marker('3', '2', {'name': 'ref', 'attrs': {}})}</p>"
        "<p>Nobody has ever counted all the small ships that come and go between the islands.</p></section>"
        '<section data-mw-section-id="2"><h2 id="Notes">Notes</h2><div class="mw-references-wrap" '
        'typeof="mw:Extension/references" about="#mwt5"><ol class="mw-references references" '
        f'data-mw-group="lower-alpha">{item("2", "a", "See elsewhere for more.")}</ol></div></section>'
        '<section data-mw-section-id="3"><h2 id="References">References</h2><div class="mw-references-wrap" '
        'typeof="mw:Extension/references" about="#mwt6"><ol class="mw-references references">'
        f"{item('old-1', '1', _cite(kept))}{item('3', '2', _TRAFFIC)}</ol></div></section></body></html>"
    )


LEGACY = _legacy()
PARSOID = _parsoid()
PAGES = {
    "Port of Elmstad": Page(revision=7001, wikitext=WIKITEXT, parsoid=PARSOID, legacy=LEGACY),
    "Elmstad harbour": Page(redirects="Port of Elmstad"),
    "Elmstad": Page(revision=7002, wikitext="A town.", parsoid="<p>A town.</p>", legacy="<p>A town.</p>"),
}
