"""Made-up reports: every health, every flag, and titles that try to act instead of being read."""

from __future__ import annotations

from hypothesis import strategies as st

from crawler.history.record import ArchiveRequests, Report, Row, Run
from crawler.judge.verdict import (
    ARCHIVE_REASONS,
    CONTENT_VERDICTS,
    LIVE_REASONS,
    Alternative,
    ArchiveVerdict,
    Content,
    ContentVerdict,
    Flag,
    LiveVerdict,
    Signal,
    Step,
    Suggestion,
)
from crawler.references.citation import CitedBy

SUSPECT = ("timeout", "refused", "reset", "dns-error", "server-error", "tls-error", "protocol-error", "redirect-loop")
CHECKED = "2025-06-01T04:00:09Z"
SINCE = "2025-05-20T04:00:00Z"

HOSTILE_TITLES = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" x="',
    "pipe": "one | two | three",
    "newlines": "first\n\n# second\r\n| third",
    "backticks": "`code` and ```fence```",
    "link": "[click](javascript:alert(1)) ![x](https://track.example/x.png) <https://auto.example>",
    "bare link": "see https://evil.example/ and www.evil.example",
    "emphasis": "**bold** _soft_ ~~gone~~ {{template}} [[page]] $x$",
    "right to left": "safe \u202egnp.exe\u202c and \u2066isolated\u2069",
    "escape": "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x9b2J bell\x07",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "at": "@SUM(A1)",
    "tab": "\t=1+1",
    "rich markup": "[bold red]shout[/] [link=https://evil.example]x[/link] [/]",
    "jinja": "{{ 7 * 7 }}{% raw %}",
    "surrogate": "lone \ud800 half",
    "nul": "a\x00b\x7fc\u0085d\u2028e",
    "invisible": "in\u200bvis\ufeffible\u00ad",
    "long": "A very long title that goes on and on " * 40,
    "one long word": "Pneumono" * 60,
    "cjk": "中国北方工业公司与其海外代表处的合同及交付情况的调查报告",
    "hebrew": "כותרת בעברית עם 12 מספרים",
    "entities": "&lt;b&gt; &amp; AT&T",
    "empty": "",
}


def health_of(live: LiveVerdict, archive: ArchiveVerdict) -> str:
    """The health that the verdicts make, as the documentation tells it."""
    if live.state == "alive":
        return "at-risk" if archive.state in ("missing", "bad") else "healthy"
    if live.state == "dead":
        return "rescued" if archive.state == "good" else "dead"
    return "suspect" if live.reason in SUSPECT else "unknown"


def live(reason: str = "ok", state: str = "", **more: object) -> LiveVerdict:
    state = state or next(name for name, reasons in LIVE_REASONS.items() if reason in reasons)
    url = "" if reason == "no-url" else "https://press.example/story?id=7&lang=en"
    values: dict[str, object] = {
        "state": state,
        "reason": reason,
        "explanation": f"The page answered in a way that means {reason}.",
        "confidence": 0.97,
        "url": url,
        "final_url": url,
        "status": 200 if state == "alive" else None,
        "hops": (Step(url=url, status=200),) if url else (),
        "checked_at": None if reason == "no-url" else CHECKED,
        "evidence": "evidence.warc.gz#4711",
        "signals": (Signal(rule="status", reason=reason, weight=0.5, sentence="What the status says."),),
        **more,
    }
    return LiveVerdict(**values)  # type: ignore[arg-type] # a test names only what it is about


def archive(state: str = "good", reason: str = "", **more: object) -> ArchiveVerdict:
    reason = reason or ARCHIVE_REASONS[state][0]
    snapshot = (
        ""
        if reason in ("no-url", "no-capture")
        else "https://web.archive.org/web/20200101000000/https://press.example/"
    )
    values: dict[str, object] = {
        "state": state,
        "reason": reason,
        "explanation": f"The snapshot was judged {reason}.",
        "confidence": 0.9,
        "confirmed": True,
        "url": snapshot,
        "final_url": snapshot,
        "status": 200 if snapshot else None,
        "checked_at": CHECKED,
        "snapshot_url": snapshot,
        "captured_at": "2020-01-01T00:00:00Z" if snapshot else None,
        "requested_at": "2020-01",
        "source": "web.archive.org" if snapshot else "",
        **more,
    }
    return ArchiveVerdict(**values)  # type: ignore[arg-type] # as above


def flag(name: str, *, new: bool = False) -> Flag:
    return Flag(flag=name, since=CHECKED if new else SINCE, new=new)


def row(
    number: int = 1,
    title: str = "A story",
    *,
    live: LiveVerdict = live(),  # noqa: B008 # a frozen value
    archive: ArchiveVerdict = archive(),  # noqa: B008 # a frozen value
    flags: tuple[Flag, ...] = (),
    suggestion: Suggestion | None = None,
    group: str = "",
    archive_url: str = "",
    content: Content = Content(),  # noqa: B008 # a frozen value
    cited_by: tuple[CitedBy, ...] = (CitedBy(section="History", text="sold to three-letter, and more"),),
    **citation: object,
) -> Row:
    if archive_url:
        citation["archive-url"] = archive_url
    return Row(
        number=number,
        group=group,
        citation={"title": title, "url": live.url, "author": ["Doe, Jane"], **citation},
        cited_by=cited_by,
        live=live,
        archive=archive,
        content=content,
        health=health_of(live, archive),
        flags=flags,
        suggestion=suggestion,
    )


def report(
    *rows: Row,
    web: str = "live",
    network: str = "ok",
    run_id: str = "20250601T040000Z-1a2b",
    asked: ArchiveRequests = ArchiveRequests(),  # noqa: B008 # a frozen value
) -> Report:
    run = Run(
        id=run_id,
        started_at="2025-06-01T04:00:00Z",
        finished_at="2025-06-01T04:03:11.5Z",
        web=web,
        network=network,
        archive_requests=asked,
    )
    article = {"title": "Norinco", "url": "https://en.wikipedia.org/wiki/Norinco", "revision": "1290000000"}
    return Report(run=run, article=article, rows=rows)


REPAIR = Suggestion(
    action="add-archive-url",
    text="Add the snapshot of 1 January 2020 to the citation.",
    changes={
        "archive-url": "https://web.archive.org/web/20200101000000/https://press.example/a|b",
        "archive-date": "2020-01-01",
        "url-status": "dead",
    },
)


def full(web: str = "replay") -> Report:
    """Every health and every flag, new and old, a group, and footnotes never asked."""
    hops = (
        Step(url="http://press.example/story", status=301),
        Step(url="https://press.example/story", status=302),
        Step(url="https://press.example/", status=200),
    )
    found = Content(
        title=ContentVerdict(verdict="match", score=0.98, compared="A story, retold", source="live"),
        quote=ContentVerdict(verdict="absent", score=0.12, compared="", source="live"),
    )
    other = Alternative(
        snapshot_url="https://web.archive.org/web/20190101000000/https://press.example/",
        captured_at="2019-01-01T00:00:00Z",
        source="web.archive.org",
    )
    return report(
        row(1, "Healthy and plain", live=live(confirmed=True), content=found, flags=(flag("quote-not-found"),)),
        row(2, "Moved house", live=live("moved", hops=hops), flags=(flag("moved", new=True),)),
        row(3, "Gone for good", live=live("not-found", status=404), archive=archive("missing"),
            flags=(flag("dead-citation", new=True), flag("not-archived"))),
        row(4, "Rescued by a snapshot", live=live("redirected-home", hops=hops, confirmed=True), suggestion=REPAIR,
            flags=(flag("needs-archive-url", new=True),), archive=archive(alternatives=(other,))),
        row(5, "Bad snapshot", archive=archive("bad", "soft-404-capture"), flags=(flag("bad-archive-url"),),
            archive_url="https://web.archive.org/web/2020/https://press.example/"),
        row(6, "Usurped", live=live("replaced"), archive=archive("unknown", "rate-limited"),
            flags=(flag("dead-citation"), flag("wrong-page", new=True))),
        row(7, "Does not answer", live=live("timeout", confidence=0.4),
            archive=archive("unknown", "archive-unreachable")),
        row(8, "Behind a wall", live=live("blocked", status=403)),
        row(9, "Address unconfirmed", live=live("address-unconfirmed")),
        row(10, "No address known", live=live("no-url"), archive=archive("unknown", "no-url", checked_at=None)),
        row(11, "Not archived", live=live("paywalled"), archive=archive("missing"), flags=(flag("not-archived"),)),
        row(1, "A note", group="note", live=live("soft-404"), flags=()),
        web=web,
    )  # fmt: skip


def hostile() -> Report:
    """Every hostile title once, in every text that comes from outside."""
    rows = [_acting(number, title) for number, title in enumerate(HOSTILE_TITLES.values(), start=1)]
    return report(*rows, web="replay")


def _acting(number: int, title: str) -> Row:
    said = " ".join(f"It says {title}.".split())
    hops = (Step(url=title, status=301), Step(url="javascript:alert(1)", status=None))
    return row(
        number,
        title,
        live=live("not-found", explanation=said, url=title, final_url=title, evidence=title, hops=hops),
        archive=archive("bad", "wrong-page", explanation=said, snapshot_url=f"data:text/html,{title}"),
        flags=(flag("dead-citation", new=True), flag("bad-archive-url")),
        suggestion=Suggestion(action="add-archive", text=f"Look: {title}", changes={"archive-url": title}),
        group=title if number % 5 == 0 else "",
        content=Content(title=ContentVerdict(verdict="differs", score=0.1, compared=title, source="live")),
        cited_by=(CitedBy(section=title, text=title),),
        archive_url="https://archive.example/",
    )


texts = st.text(max_size=40) | st.sampled_from([t for t in HOSTILE_TITLES.values() if "\ud800" not in t])
sentences = texts.map(lambda text: " ".join(f"It says {text}".split()))
scores = st.floats(min_value=0, max_value=1)
times = st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ")).filter(lambda text: len(text) == 20)
statuses = st.none() | st.integers(100, 999)
steps = st.builds(Step, url=texts, status=statuses)
signals = st.builds(Signal, rule=texts, reason=texts, weight=scores, sentence=texts)
common = {
    "explanation": sentences,
    "confidence": scores,
    "confirmed": st.booleans(),
    "url": texts,
    "final_url": texts,
    "status": statuses,
    "hops": st.lists(steps, max_size=3).map(tuple),
    "checked_at": st.none() | times,
    "evidence": st.none() | texts,
    "signals": st.lists(signals, max_size=2).map(tuple),
}
live_pairs = [(state, reason) for state, reasons in LIVE_REASONS.items() for reason in reasons]
archive_pairs = [(state, reason) for state, reasons in ARCHIVE_REASONS.items() for reason in reasons]
lives = st.sampled_from(live_pairs).flatmap(
    lambda pair: st.builds(LiveVerdict, state=st.just(pair[0]), reason=st.just(pair[1]), **common),
)
archives = st.sampled_from(archive_pairs).flatmap(
    lambda pair: st.builds(
        ArchiveVerdict,
        state=st.just(pair[0]),
        reason=st.just(pair[1]),
        snapshot_url=texts,
        captured_at=st.none() | times,
        requested_at=st.none() | st.sampled_from(["2019", "2019-05", "2019-05-06"]),
        source=texts,
        alternatives=st.lists(
            st.builds(Alternative, snapshot_url=texts, captured_at=times, source=texts), max_size=1
        ).map(
            tuple,
        ),
        **common,
    ),
)
content_verdicts = st.builds(
    ContentVerdict,
    verdict=st.sampled_from(CONTENT_VERDICTS),
    score=st.none() | scores,
    compared=texts,
    source=st.sampled_from(["", "live", "archive"]),
)
contents = st.builds(
    Content, title=content_verdicts, author=content_verdicts, date=content_verdicts, quote=content_verdicts
)
filled = st.text(min_size=1, max_size=20)
suggestions = st.builds(Suggestion, action=filled, text=filled, changes=st.dictionaries(filled, texts, max_size=2))
places = st.builds(CitedBy, section=texts, text=texts)


def due_flags(live_verdict: LiveVerdict, archive_verdict: ArchiveVerdict) -> tuple[Flag, ...]:
    """The flags that the verdicts make due, where the citation names a snapshot."""
    due = {
        "dead-citation": health_of(live_verdict, archive_verdict) == "dead",
        "moved": live_verdict.reason == "moved",
        "bad-archive-url": archive_verdict.state == "bad",
        "not-archived": archive_verdict.state == "missing" and live_verdict.state != "unknown",
        "wrong-page": live_verdict.reason == "replaced",
    }
    return tuple(flag(name, new=len(name) % 2 == 0) for name, is_due in due.items() if is_due)


@st.composite
def rows(draw: st.DrawFn, number: int) -> Row:
    judged, kept = draw(lives), draw(archives)
    return row(
        number,
        draw(texts),
        live=judged,
        archive=kept,
        flags=due_flags(judged, kept),
        suggestion=draw(st.none() | suggestions),
        content=draw(contents),
        cited_by=tuple(draw(st.lists(places, max_size=2))),
        other=draw(st.dictionaries(texts, texts, max_size=2)),
        archive_url=draw(texts),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report that the schema admits."""
    count = draw(st.integers(0, 3))
    return report(
        *(draw(rows(number)) for number in range(1, count + 1)),
        web=draw(st.sampled_from(["live", "replay"])),
        network=draw(st.sampled_from(["ok", "degraded", "offline"])),
        asked=draw(st.builds(ArchiveRequests, index=st.integers(0, 999), playback=st.integers(0, 999))),
    )
