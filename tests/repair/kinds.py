"""The kinds of citations of which the precision of proposals is measured, each with what an editor would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.web.archive import HOST, SECOND_HOST, Capture
from tests.web.moved import HTML, Work
from tests.web.page import html_document, html_page
from tests.web.site import NO_SUCH_PAGE, Answer, Route, redirect

READ, YEAR_OF_READING = "2016-05-10", "20160501120000"
EARLIER, LATER, LAST = "20130301120000", "20180601120000", "20210901120000"
NEARER = "20160509120000"

Body = Callable[[Work], bytes]


@dataclass(frozen=True, slots=True)
class Page:
    """What one address showed: `body` of the work, under a status; a redirect's `to` is a path or an address."""

    body: Body
    status: int = 200
    to: str = ""
    type: str = HTML["Content-Type"]


def as_it_was(work: Work) -> bytes:
    """The work's page."""
    return work.page()


def another_layout(work: Work) -> bytes:
    """The work as its site was built before."""
    text = "".join(f"<div class=par>{each}</div>" for each in work.texts)
    return html_document(f"{work.title} | Courier", f"<table><tr><td><b>{work.title}</b>{text}</td></tr></table>")


def another_text(work: Work) -> bytes:
    """Another text of the site, under its own title."""
    return work.page(*work.others, title=" ".join(work.others[0].split()[:7]))


def _absent(work: Work) -> bytes:
    return work.page("Sorry, the page that you asked for could not be found.", title="Page not found")


def _challenge(work: Work) -> bytes:  # noqa: ARG001 (one signature for all)
    return html_page(
        "Just a moment...",
        "Checking your browser before accessing the site.",
        head='<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
    )


def _for_sale(work: Work) -> bytes:  # noqa: ARG001 (one signature for all)
    return html_page("This domain is for sale", "This domain is for sale. Buy this domain. Make an offer today.")


def _casino(work: Work) -> bytes:  # noqa: ARG001 (one signature for all)
    words = "Slot gacor hari ini. Situs judi online terpercaya, daftar sekarang dan dapatkan bonus casino. "
    return html_page("Slot Gacor - Judi Online Casino Terpercaya", words * 8, language="id")


def _login(work: Work) -> bytes:
    form = '<form action="/login" method="post"><input type="password" name="word"></form>'
    return html_document(work.title, f"<h1>Log in</h1><p>Please log in to read on.</p>{form}")


def _front(work: Work) -> bytes:
    return work.page(*(text[:80] for text in work.others), title="The Courier")


def _empty(work: Work) -> bytes:  # noqa: ARG001 (one signature for all)
    return b""


GOOD, REBUILT, OTHER, SOFT = Page(as_it_was), Page(another_layout), Page(another_text), Page(_absent)
WALL, SALE, CASINO, LOGIN = Page(_challenge), Page(_for_sale), Page(_casino), Page(_login)
FRONT, GONE, ERROR = Page(_front), Page(_absent, status=404), Page(_absent, status=503)


def leads(to: str, status: int = 301) -> Page:
    """A redirect; `{new}` in `to` is the new host's story."""
    return Page(_empty, status=status, to=to)


SPELLINGS = {
    "": "https://{host}/story",
    "http and www": "http://www.{host}/story/",
    "tracking": "https://{host}/story?utm_source=feed&utm_medium=rss",
    "another id": "https://{host}/story?id=8",
    "front": "https://{host}/",
    "new": "https://new-{host}/2018/story",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: what stands at the address now, at the new host's, what archives have, and what the citation says.

    `captures` are the Wayback Machine's: (which of SPELLINGS, timestamp, page); `second` are Arquivo.pt's. `named` is
    the snapshot that the citation names, a timestamp of the Wayback Machine's or an address with `{host}`. `wants` are
    the changes that an editor would make, with the same signs: `@TIMESTAMP` is the snapshot of that time, `new` the new
    address; where several will do they stand with `|` between. What is not there is to be left as it is.
    """

    now: Page = GONE
    new: Page | None = None
    captures: tuple[tuple[str, str, Page], ...] = ()
    second: tuple[tuple[str, str, Page], ...] = ()
    named: str = ""
    says: Mapping[str, str] = field(default_factory=lambda: {"access-date": READ})
    wants: Mapping[str, str] = field(default_factory=dict)
    cited: str = ""


def _adds(stamp: str, status: str = "dead", spelling: str = "") -> dict[str, str]:
    return {"archive-url": f"{spelling}@{stamp}", "archive-date": stamp, "url-status": status}


def _says(**said: str) -> dict[str, str]:
    return {"access-date": READ} | {name.replace("_", "-"): value for name, value in said.items()}


def _bare(*captures: tuple[str, Page]) -> tuple[tuple[str, str, Page], ...]:
    return tuple(("", stamp, page) for stamp, page in captures)


_KEPT = _bare((YEAR_OF_READING, GOOD))
_DAY = "2016-05-01"

KINDS: Mapping[str, Kind] = {
    # Dead, nothing named.
    "dead, one good capture": Kind(captures=_KEPT, wants=_adds(YEAR_OF_READING)),
    "dead, good captures of several years": Kind(
        captures=_bare((EARLIER, REBUILT), (YEAR_OF_READING, GOOD), (LATER, REBUILT)), wants=_adds(YEAR_OF_READING)
    ),
    "dead, the nearest capture is a challenge": Kind(
        captures=_bare((EARLIER, GOOD), (NEARER, WALL)), wants=_adds(EARLIER)
    ),
    "dead, the nearest capture says that it is absent": Kind(
        captures=_bare((EARLIER, GOOD), (NEARER, SOFT), (LATER, GONE)), wants=_adds(EARLIER)
    ),
    "dead, the nearest capture is another text": Kind(
        captures=_bare((NEARER, OTHER), (LATER, GOOD)), wants=_adds(LATER)
    ),
    "dead, the nearest capture is a login": Kind(captures=_bare((NEARER, LOGIN), (LATER, GOOD)), wants=_adds(LATER)),
    "dead, five bad captures nearest": Kind(
        captures=_bare(
            (EARLIER, GOOD), ("20160401120000", SOFT), ("20160501120000", WALL), (NEARER, OTHER),
            ("20160520120000", LOGIN), ("20160620120000", SALE),
        ),
        wants=_adds(EARLIER),
    ),
    "dead, captured as for sale since": Kind(captures=_bare((EARLIER, GOOD), (LATER, SALE)), wants=_adds(EARLIER)),
    "dead, only a soft 404 captured": Kind(captures=_bare((NEARER, SOFT))),
    "dead, only a challenge captured": Kind(captures=_bare((NEARER, WALL))),
    "dead, only another text captured": Kind(captures=_bare((NEARER, OTHER))),
    "dead, only a login captured": Kind(captures=_bare((NEARER, LOGIN))),
    "dead, only errors captured": Kind(captures=_bare((NEARER, GONE), (LATER, ERROR))),
    "dead, only a redirect to the front page captured": Kind(
        captures=(("", NEARER, leads("/", 302)), ("front", NEARER, FRONT))
    ),
    "dead, a captured redirect leads to the work": Kind(
        captures=(("", NEARER, leads("{new}")), ("new", LATER, GOOD)), wants=_adds(LATER, spelling="new")
    ),
    "dead, never captured": Kind(),
    "dead, captured under http and www": Kind(
        captures=(("http and www", NEARER, GOOD),), wants=_adds(NEARER, spelling="http and www")
    ),
    "dead, captured with tracking": Kind(captures=(("", EARLIER, GOOD),), cited="tracking", wants=_adds(EARLIER)),
    "dead, only another id captured": Kind(captures=(("another id", NEARER, OTHER),)),
    "dead, a title alone is cited": Kind(
        captures=_bare((EARLIER, GOOD), (LATER, REBUILT)), says={}, wants=_adds(LATER)
    ),
    "dead, a date is cited": Kind(
        captures=_bare((EARLIER, GOOD), (LATER, REBUILT)), says={"date": "2012-12-30"}, wants=_adds(EARLIER)
    ),
    "dead, another archive has it": Kind(second=_bare((NEARER, GOOD)), wants=_adds(NEARER, spelling="second:")),
    "dead, a date of a snapshot alone": Kind(captures=_KEPT, says=_says(archive_date=_DAY)),
    # Dead, a snapshot named.
    "dead, a good snapshot named, no status": Kind(
        captures=_KEPT, named=YEAR_OF_READING, says=_says(archive_date=_DAY), wants={"url-status": "dead"}
    ),
    "dead, a good snapshot named, said to be live": Kind(
        captures=_KEPT,
        named=YEAR_OF_READING,
        says=_says(archive_date=_DAY, url_status="live"),
        wants={"url-status": "dead"},
    ),
    "dead, all well": Kind(
        captures=_KEPT, named=YEAR_OF_READING, says=_says(archive_date=_DAY, url_status="dead")
    ),
    "dead, said to be unfit": Kind(
        captures=_KEPT, named=YEAR_OF_READING, says=_says(archive_date=_DAY, url_status="unfit")
    ),
    "dead, a good snapshot named without its date": Kind(
        captures=_KEPT,
        named=YEAR_OF_READING,
        says=_says(url_status="dead"),
        wants={"archive-date": YEAR_OF_READING},
    ),
    "dead, a good snapshot named with another's date": Kind(
        captures=_KEPT,
        named=YEAR_OF_READING,
        says=_says(archive_date="2015-05-01", url_status="dead"),
        wants={"archive-date": YEAR_OF_READING},
    ),
    "dead, a bad snapshot named, a good one known": Kind(
        captures=_bare((EARLIER, GOOD), (NEARER, SOFT)),
        named=NEARER,
        says=_says(archive_date="2016-05-09", url_status="dead"),
        wants={"archive-url": f"@{EARLIER}", "archive-date": EARLIER},
    ),
    "dead, a bad snapshot named, none good": Kind(
        captures=_bare((EARLIER, SOFT), (NEARER, WALL)),
        named=NEARER,
        says=_says(archive_date="2016-05-09", url_status="dead"),
    ),
    "dead, a snapshot named that is not there": Kind(
        captures=(("new", YEAR_OF_READING, GOOD), ("", EARLIER, GOOD)),
        named=f"https://{HOST}/web/{NEARER}/https://{{host}}/stori",
        says=_says(archive_date="2016-05-09", url_status="dead"),
        wants={"archive-url": f"@{EARLIER}", "archive-date": EARLIER},
    ),
    "dead, a distrusted archive named": Kind(
        captures=_KEPT,
        named=f"https://archive.today/{NEARER}/https://{{host}}/story",
        says=_says(archive_date="2016-05-09", url_status="dead"),
        wants={"archive-url": f"@{YEAR_OF_READING}", "archive-date": YEAR_OF_READING},
    ),
    "dead, WebCite named": Kind(
        captures=_KEPT,
        named="https://www.webcitation.org/5eWaHRbn4",
        says=_says(archive_date="2009-02-12", url_status="dead"),
        wants={"archive-url": f"@{YEAR_OF_READING}", "archive-date": YEAR_OF_READING},
    ),
    "dead, Arquivo.pt named": Kind(
        second=_bare((NEARER, GOOD)),
        named=f"https://{SECOND_HOST}/wayback/{NEARER}/https://{{host}}/story",
        says=_says(archive_date="2016-05-09"),
        wants={"url-status": "dead"},
    ),
    "dead, a list of captures named": Kind(
        captures=_KEPT,
        named=f"https://{HOST}/web/*/https://{{host}}/story",
        says=_says(url_status="dead"),
        wants={"archive-url": f"@{YEAR_OF_READING}", "archive-date": YEAR_OF_READING},
    ),
    # In other hands.
    "for sale, a good capture": Kind(now=SALE, captures=_KEPT, wants=_adds(YEAR_OF_READING, "usurped")),
    "a casino, a good capture": Kind(now=CASINO, captures=_KEPT, wants=_adds(YEAR_OF_READING, "usurped")),
    "for sale, named, said to be live": Kind(
        now=SALE,
        captures=_KEPT,
        named=YEAR_OF_READING,
        says=_says(archive_date=_DAY, url_status="live"),
        wants={"url-status": "usurped|unfit|dead"},
    ),
    "a casino, named, said to be usurped": Kind(
        now=CASINO, captures=_KEPT, named=YEAR_OF_READING, says=_says(archive_date=_DAY, url_status="usurped")
    ),
    "gives way to the front page, a good capture": Kind(
        now=leads("/", 302), captures=_KEPT, wants=_adds(YEAR_OF_READING)
    ),
    "says that it is absent, a good capture": Kind(now=SOFT, captures=_KEPT, wants=_adds(YEAR_OF_READING)),
    # Moved.
    "moved for good": Kind(now=leads("{new}"), new=GOOD, wants={"url": "new"}),
    "moved for good, a good capture": Kind(
        now=leads("{new}"), new=GOOD, captures=_KEPT, wants={"url": "new", **_adds(YEAR_OF_READING, "live")}
    ),
    "moved for good, said to be dead": Kind(
        now=leads("{new}"),
        new=GOOD,
        captures=_KEPT,
        named=YEAR_OF_READING,
        says=_says(archive_date=_DAY, url_status="dead"),
        wants={"url": "new", "url-status": "live"},
    ),
    "moved for a while": Kind(now=leads("{new}", 302), new=GOOD),
    "moved, to another text": Kind(
        now=leads("{new}"), new=OTHER, captures=_KEPT, wants=_adds(YEAR_OF_READING, "dead|deviated|usurped")
    ),
    "dead, a captured redirect tells where it stands": Kind(
        new=GOOD,
        captures=(("", YEAR_OF_READING, GOOD), ("", LATER, leads("{new}"))),
        wants={"url": "new", **_adds(YEAR_OF_READING, "live")},
    ),
    "dead, a captured redirect leads to another text": Kind(
        new=OTHER,
        captures=(("", YEAR_OF_READING, GOOD), ("", LATER, leads("{new}"))),
        wants=_adds(YEAR_OF_READING),
    ),
    # Alive.
    "alive, a bad snapshot named, a good one known": Kind(
        now=GOOD,
        captures=_bare((EARLIER, GOOD), (NEARER, WALL)),
        named=NEARER,
        says=_says(archive_date="2016-05-09", url_status="live"),
        wants={"archive-url": f"@{EARLIER}", "archive-date": EARLIER},
    ),
    "alive, a bad snapshot named, none good": Kind(
        now=GOOD,
        captures=_bare((NEARER, WALL)),
        named=NEARER,
        says=_says(archive_date="2016-05-09", url_status="live"),
    ),
    "alive, said to be dead": Kind(
        now=GOOD,
        captures=_KEPT,
        named=YEAR_OF_READING,
        says=_says(archive_date=_DAY, url_status="dead"),
        wants={"url-status": "live"},
    ),
    "alive, said to be unfit": Kind(
        now=GOOD, captures=_KEPT, named=YEAR_OF_READING, says=_says(archive_date=_DAY, url_status="unfit")
    ),
    "alive, nothing named, a good capture": Kind(now=GOOD, captures=_KEPT),
    "alive, all well": Kind(
        now=GOOD, captures=_KEPT, named=YEAR_OF_READING, says=_says(archive_date=_DAY, url_status="live")
    ),
    "alive, a good snapshot named with another's date": Kind(
        now=GOOD,
        captures=_KEPT,
        named=YEAR_OF_READING,
        says=_says(archive_date="2016-05-03", url_status="live"),
        wants={"archive-date": YEAR_OF_READING},
    ),
    # Cannot tell.
    "behind a challenge, said to be dead": Kind(
        now=Page(_challenge, status=403),
        captures=_KEPT,
        named=YEAR_OF_READING,
        says=_says(archive_date=_DAY, url_status="dead"),
    ),
    "behind a login, a good capture": Kind(now=LOGIN, captures=_KEPT),
    "failing today, a good capture": Kind(now=ERROR, captures=_KEPT),
}  # fmt: skip


BOX = "{{{{Webarchive|url={snapshot}|date=2016-05-01}}}}"
WRITTEN: Mapping[str, tuple[str, str, str]] = {
    "a bare link": ("dead, one good capture", "[{url} T]", f"[{{url}} T] {BOX}"),
    "a bare link to an address in other hands": ("for sale, a good capture", "[{url} T]", f"[{{url}} T] {BOX}"),
    "a free link to a casino": ("a casino, a good capture", "{url}", f"{{url}} {BOX}"),
    "a snapshot's tag without an address": (
        "dead, one good capture", "[{url} T] {{{{Webarchive|url=|date=}}}}", f"[{{url}} T] {BOX}",
    ),
    "a snapshot's tag without anything": (
        "dead, one good capture", "[{url} T] {{{{Webarchive}}}} {{{{dead link}}}}", f"[{{url}} T] {BOX}",
    ),
    "an older tag": ("dead, one good capture", "[{url} T] {{{{wayback|url={url}|date=20160501}}}}", ""),
    "tagged as dead, and moved": (
        "moved for good", "{{{{cite web|url={url}}}}} {{{{dead link}}}}", "{{{{cite web|url={new}}}}}",
    ),
    "marked and tagged as dead, and moved": (
        "moved for good, said to be dead",
        "{{{{cite web|url={url}|archive-url={snapshot}|archive-date=2016-05-01|url-status=dead}}}} {{{{dead link}}}}",
        "{{{{cite web|url={new}|archive-url={snapshot}|archive-date=2016-05-01|url-status=live}}}}",
    ),
    "another's archive date": (
        "dead, a good snapshot named with another's date",
        "{{{{cite web|url={url}|archive-url={snapshot}|archive-date=2015-05-01|url-status=dead}}}}",
        "{{{{cite web|url={url}|archive-url={snapshot}|archive-date=2016-05-01|url-status=dead}}}}",
    ),
    "alive": ("alive, all well", "[{url} T]", ""),
}  # fmt: skip
"""Ways to cite in wikitext: the kind, the line, and the line as an editor would leave it ("" for as it is)."""


def written(name: str, host: str) -> tuple[str, str]:
    """The line of an article before and after an editor's repair."""
    kind, before, after = WRITTEN[name]
    named = {
        "url": cited_address(KINDS[kind], host),
        "new": SPELLINGS["new"].format(host=host),
        "snapshot": snapshot(YEAR_OF_READING, host),
    }
    return before.format_map(named), (after or before).format_map(named)


def cited_address(kind: Kind, host: str) -> str:
    """What the citation cites."""
    return SPELLINGS[kind.cited].format(host=host)


def citation(kind: Kind, work: Work, host: str) -> dict[str, str]:
    """The citation as references.yaml has it."""
    named = snapshot(kind.named, host) if kind.named.isdigit() else kind.named.format(host=host)
    archive = {"archive-url": named} if named else {}
    return {"title": work.title, "url": cited_address(kind, host), **archive, **kind.says}


def snapshot(stamp: str, host: str, spelling: str = "") -> str:
    """The address of the Wayback Machine's capture."""
    return f"https://{HOST}/web/{stamp}/{SPELLINGS[spelling].format(host=host)}"


def wanted(kind: Kind, host: str) -> dict[str, tuple[str, ...]]:
    """The changes that are right, each with all that will do."""
    return {key: tuple(_value(key, each, host) for each in value.split("|")) for key, value in kind.wants.items()}


def _value(key: str, sign: str, host: str) -> str:
    if sign == "new":
        return SPELLINGS["new"].format(host=host)
    if key == "archive-date":
        return f"{sign[:4]}-{sign[4:6]}-{sign[6:8]}"
    spelling, at, stamp = sign.partition("@")
    if spelling == "second:":
        return f"https://{SECOND_HOST}/wayback/{stamp}/{SPELLINGS[''].format(host=host)}"
    return snapshot(stamp, host, spelling) if at else sign


def captures(listed: tuple[tuple[str, str, Page], ...], work: Work, host: str) -> list[Capture]:
    """What an archive has, each body its own."""
    return [_capture(page, work, SPELLINGS[name].format(host=host), stamp, host) for name, stamp, page in listed]


def routes(page: Page, work: Work, host: str) -> Mapping[str, Route]:
    """What stands at the host of an address today."""
    body = Answer(200, HTML, _front(work))
    return {"/": body, "/story": answer(page, work, host)} | ({"*": NO_SUCH_PAGE} if page is not SALE else {})


def answer(page: Page, work: Work, host: str) -> Answer:
    """What is answered for it."""
    if page.to:
        return redirect(_target(page, host), page.status)
    return Answer(page.status, HTML, page.body(work))


def _target(page: Page, host: str) -> str:
    return page.to.format(new=SPELLINGS["new"].format(host=host))


def _capture(page: Page, work: Work, url: str, stamp: str, host: str) -> Capture:
    if page.to:
        to = _target(page, host)
        return Capture(url, stamp, page.status, {"Location": to if "://" in to else f"https://{host}{to}"})
    marked = page.body(work).replace(b"</body>", f"<!-- {stamp} --></body>".encode())
    return Capture(url, stamp, page.status, {"Content-Type": page.type}, marked)
