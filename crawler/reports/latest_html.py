"""latest.html: the report as one file that fetches nothing, for a screen of any size, in light or dark, or on paper."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from crawler.evidence.address import pieces
from crawler.history.record import Report, Row
from crawler.judge.verdict import HEALTHS, ArchiveVerdict, ContentVerdict, LiveVerdict
from crawler.reports.citation_template import template_lines
from crawler.reports.flagged import MEANINGS, by_footnote, flagged, seen, what_to_do
from crawler.reports.over_time import over_time, spell
from crawler.reports.passage import anchor, label, passage_link, paste_lines
from crawler.reports.places import places
from crawler.reports.printable import link, printable, printable_address, shortened
from crawler.reports.summary import counts, notices, sentence

PAGE = "latest.template.html"
STYLE = "latest.css"
SCRIPT = "latest.js"

MANY = 200
"""Footnotes from which on a browser that runs the script lays each one out only when it is to be seen."""

HEALTH_MEANINGS = {
    "dead": "gone, no good snapshot named",
    "rescued": "gone, a snapshot shows it",
    "suspect": "does not answer as it should",
    "at-risk": "alive, not safely archived",
    "unknown": "cannot tell",
    "healthy": "alive",
}


def render(report: Report) -> str:
    """The report as one HTML page: what is new, what is still flagged, the article's sections, then each footnote.

    Footnote 12 is at `#fn-12`. A Content-Security-Policy forbids every request and all but the page's own style and
    script. Without the script everything is shown; with it the footnotes can be filtered, sorted and copied.
    """
    entries = flagged(report)
    template = _environment().get_template(PAGE)
    return template.render(
        report=report,
        lazy=len(report.rows) >= MANY,
        article=printable(report.article.get("title", "")),
        notices=notices(report),
        counts=counts(report),
        sentence=sentence(report),
        new=by_footnote(entry for entry in entries if entry.flag.new),
        standing=by_footnote(entry for entry in entries if not entry.flag.new),
        past=over_time(report),
        places=places(report),
        reasons=sorted({reason for row in report.rows for reason in reasons(row)}),
        hosts=sorted({host(row) for row in report.rows} - {""}),
    )


def reasons(row: Row) -> tuple[str, ...]:
    """What the footnote can be filtered by: why live and archive were judged as they were, and its flags."""
    return tuple(dict.fromkeys((row.live.reason, row.archive.reason, *(flag.flag for flag in row.flags))))


def host(row: Row) -> str:
    """The host of the cited address without its `www.`, "" where there is none."""
    return printable(pieces(row.live.url or "").hostname or "").removeprefix("www.")


def time(moment: str) -> str:
    """A moment for people: `2025-06-01T04:00:09Z` is `2025-06-01 04:00 UTC`; less exact ones stay as they are."""
    day, _, clock = moment.partition("T")
    return f"{day} {clock[:5]} UTC" if clock else moment


def contents(row: Row) -> list[tuple[str, ContentVerdict]]:
    """The fields that were held against a page, with what came of it."""
    fields = ("title", "author", "date", "quote")
    verdicts: list[tuple[str, ContentVerdict]] = [(name, getattr(row.content, name)) for name in fields]
    return [(name, found) for name, found in verdicts if found.verdict != "unknown" or found.compared]


@cache
def _environment() -> Environment:
    loader = DictLoader({name: files(__package__).joinpath(name).read_text("utf-8") for name in (PAGE, STYLE, SCRIPT)})
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, finalize=_shown, keep_trailing_newline=True
    )
    environment.globals.update(
        anchor=anchor,
        contents=contents,
        flag_meanings=MEANINGS,
        healths=HEALTHS,
        label=label,
        link=link,
        meanings=HEALTH_MEANINGS,
        passage_link=passage_link,
        paste_lines=paste_lines,
        percent=_percent,
        printable_address=printable_address,
        seen=_seen,
        shortened=shortened,
        spell=spell,
        spelled=_spelled,
        host=host,
        reasons_of=reasons,
        script_hash=_hash_of(SCRIPT, environment),
        style_hash=_hash_of(STYLE, environment),
        template_lines=template_lines,
        time=time,
        what_to_do=what_to_do,
    )
    return environment


def _shown(value: object) -> object:
    """Every text that the page shows passes here; markup comes only from the template's own macros."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _spelled(notice: str) -> Markup:
    """The notice with what stands between backticks as code."""
    parts = enumerate(notice.split("`"))
    return Markup("").join(Markup("<code>{}</code>").format(part) if odd % 2 else part for odd, part in parts)


def _hash_of(name: str, environment: Environment) -> str:
    digest = hashlib.sha256(environment.get_template(name).render().encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _seen(verdict: LiveVerdict | ArchiveVerdict) -> str:
    return seen(verdict.state, confirmed=verdict.confirmed, checked_at=verdict.checked_at)
