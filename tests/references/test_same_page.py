"""The same page as wikitext and as each parser prints it imports to the same references.

The pages are generated, and printed here as MediaWiki's documentation says: numbers by the order of first citing, each
group for itself.
"""

# ruff: noqa: RUF001 - ranges of pages have en dashes

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import References
from crawler.references.html_page import examine
from crawler.references.wiki_page import joined
from crawler.references.wikitext.article import read as read_wikitext
from tests.references.test_rendered_note import SAME

GROUPS = ("note", "")
_FORMS = list(SAME.values())
_WORDS = ("The old harbour of the town has", "Ships from many countries come to", "Nobody knows who has built the")


@dataclass(frozen=True)
class Note:
    """A footnote of a generated page."""

    key: int
    group: str
    name: str
    form: int


@dataclass(frozen=True)
class Article:
    """A generated page: for each paragraph its section and the footnotes that it cites."""

    paragraphs: tuple[tuple[str, tuple[Note, ...]], ...]

    def numbered(self) -> dict[int, int]:
        """Each footnote's number in its group, by its key."""
        numbers: dict[int, int] = {}
        counts = dict.fromkeys(GROUPS, 0)
        for _, notes in self.paragraphs:
            for note in notes:
                if note.key not in numbers:
                    counts[note.group] += 1
                    numbers[note.key] = counts[note.group]
        return numbers


@st.composite
def articles(draw: st.DrawFn) -> Article:
    named = st.sampled_from(["", "doe", "My ref", "Ä b-2", ":0"])
    count = draw(st.integers(1, 5))
    notes, names = [], set[tuple[str, str]]()
    for key in range(count):
        group, name = draw(st.sampled_from(GROUPS)), draw(named)
        name = "" if (group, name) in names else name
        names.add((group, name))
        notes.append(Note(key, group, name, draw(st.integers(0, len(_FORMS) - 1))))
    paragraphs, used = [], set[int]()
    for place in range(draw(st.integers(1, 4))):
        wanted = draw(st.lists(st.sampled_from(notes), min_size=1, max_size=3, unique=True))
        # A footnote without a name can be cited once only.
        cited = tuple(note for note in wanted if note.name or note.key not in used)
        used |= {note.key for note in cited}
        paragraphs.append((f"Part {place}" if place else "", cited))
    return Article(tuple(paragraphs))


def _wikitext(article: Article) -> str:
    lines, seen = [], set[int]()
    for place, (section, notes) in enumerate(article.paragraphs):
        marks = ""
        for note in notes:
            attributes = (f' name="{note.name}"' if note.name else "") + (
                f' group="{note.group}"' if note.group else ""
            )
            marks += f"<ref{attributes} />" if note.key in seen else f"<ref{attributes}>{_FORMS[note.form][0]}</ref>"
            seen.add(note.key)
        lines += [*([f"== {section} =="] if section else []), f"{_WORDS[place % 3]} {place} masts.{marks}", ""]
    return "\n".join([*lines, '== Notes ==\n<references group="note" />\n\n<references />'])


def _html(article: Article, *, parsoid: bool) -> str:
    numbers = article.numbered()
    keys = {key: place for place, key in enumerate(numbers, start=1)}
    items: dict[str, dict[int, str]] = {group: {} for group in GROUPS}
    body = []
    for place, (section, notes) in enumerate(article.paragraphs):
        marks = ""
        for note in notes:
            target = f"{note.name.replace(' ', '_')}-{keys[note.key]}" if note.name else str(keys[note.key])
            shown = f"{note.group} {numbers[note.key]}".strip()
            marks += _parsoid_marker(note, target, shown) if parsoid else _marker(target, shown)
            items[note.group][numbers[note.key]] = _item(target, _FORMS[note.form][1])
        heading = f'<div class="mw-heading"><h2>{section}</h2></div>' if section else ""
        body.append(f"{heading}<p>{_WORDS[place % 3]} {place} masts.{marks}</p>")
    return f'<div id="mw-content-text">{"".join(body)}<h2>Notes</h2>{_lists(items, parsoid=parsoid)}</div>'


def _marker(target: str, shown: str) -> str:
    return f'<sup class="reference"><a href="#cite_note-{target}"><span>&#91;</span>{shown}<span>&#93;</span></a></sup>'


def _parsoid_marker(note: Note, target: str, shown: str) -> str:
    attributes = {key: text for key, text in (("name", note.name), ("group", note.group)) if text}
    said = json.dumps({"name": "ref", "attrs": attributes})
    group = f' data-mw-group="{note.group}"' if note.group else ""
    return (
        f'<sup class="mw-ref reference" typeof="mw:Extension/ref" data-mw=\'{said}\'>'
        f'<a href="./Page#cite_note-{target}"{group}><span class="mw-reflink-text">[{shown}]</span></a></sup>'
    )


def _item(target: str, printed: str) -> str:
    back = f'<span class="mw-cite-backlink"><b><a href="#cite_ref-{target}">^</a></b></span>'
    return f'<li id="cite_note-{target}">{back} <span class="reference-text">{printed}</span></li>'


def _lists(items: dict[str, dict[int, str]], *, parsoid: bool) -> str:
    lists = ""
    for group in GROUPS:
        said = f' data-mw-group="{group}"' if parsoid and group else ""
        listed = "".join(text for _, text in sorted(items[group].items()))
        lists += f'<ol class="references"{said}>{listed}</ol>' if listed else ""
    return lists


@given(articles())
@settings(deadline=None, max_examples=60)
def test_the_same_references_from_every_side(article: Article) -> None:
    written: References = read_wikitext(_wikitext(article))
    for parsoid in (False, True):
        html = _html(article, parsoid=parsoid)
        shown = examine(html).references
        assert shown.references == written.references
        assert joined(html, _wikitext(article)).references.references == written.references


SHORT_WIKITEXT = (
    "Ships are very old.{{sfn|Doe|2005|p=5}} Sails are younger.{{sfn|Doe|2005|pp=7–9}}\n\n== References ==\n"
    "{{reflist}}\n"
    "* {{cite book |last=Doe |first=Jane |date=2005 |title=Ships |url=https://a.example/ships |publisher=Acme Press}}"
)
SHORT_HTML = (
    '<p>Ships are very old.<sup class="reference"><a href="#cite_note-FOOTNOTEDoe20055-1">[1]</a></sup> '
    "Sails are younger."
    '<sup class="reference"><a href="#cite_note-FOOTNOTEDoe20057–9-2">[2]</a></sup></p><h2>References</h2>'
    '<ol class="references"><li id="cite_note-FOOTNOTEDoe20055-1"><span class="reference-text">'
    '<a href="#CITEREFDoe2005">Doe 2005</a>, p.&nbsp;5.</span></li><li id="cite_note-FOOTNOTEDoe20057–9-2">'
    '<span class="reference-text"><a href="#CITEREFDoe2005">Doe 2005</a>, pp.&nbsp;7–9.</span></li></ol>'
    '<ul><li><cite id="CITEREFDoe2005" class="citation book cs1">Doe, Jane (2005). <a class="external text" '
    'href="https://a.example/ships"><i>Ships</i></a>. Acme Press.</cite><span class="Z3988" title="rft.genre=book'
    "&amp;rft.btitle=Ships&amp;rft.pub=Acme+Press&amp;rft.date=2005&amp;rft.aulast=Doe&amp;rft.aufirst=Jane"
    '&amp;rft_id=https%3A%2F%2Fa.example%2Fships"></span></li></ul>'
)


@pytest.mark.parametrize("html", [SHORT_HTML, SHORT_HTML.replace("#C", "./Page#C").replace("#c", "./Page#c")])
def test_short_citations_lead_to_their_work(html: str) -> None:
    shown = examine(html).references.references
    assert shown == read_wikitext(SHORT_WIKITEXT).references
    assert [(one.number, one.url, one.other) for one in shown] == [
        (1, "https://a.example/ships", {"page": "5"}),
        (2, "https://a.example/ships", {"pages": "7–9"}),
    ]


def test_a_short_citation_without_its_work_keeps_its_words() -> None:
    html = SHORT_HTML.replace('id="CITEREFDoe2005"', "")
    assert [one.other for one in examine(html).references.references] == [
        {"text": "Doe 2005, p. 5."},
        {"text": "Doe 2005, pp. 7–9."},
    ]
