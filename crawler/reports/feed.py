"""feed.xml: an Atom feed (RFC 4287) with one entry for each flag raised or cleared."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from crawler.history.record import Event, Report
from crawler.reports.printable import printable
from crawler.reports.summary import STAND_IN

MOST_ENTRIES = 200
_ATOM = "http://www.w3.org/2005/Atom"


def render(report: Report, events: Sequence[Event]) -> str:
    """The feed of an article; `events` newest first. An entry's id stays the same in every later feed."""
    article = printable(str(report.article.get("title") or report.article.get("url") or ""))
    feed = etree.Element("feed", xmlns=_ATOM)
    title = f"citewatch: the citations of {article}" if article else "citewatch"
    stand_in = f" ({STAND_IN})" if report.run.web == "replay" else ""
    _put(feed, "title", title + stand_in)
    _put(feed, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'citewatch feed {report.run.web} {article}')}")
    _put(feed, "updated", events[0].at if events else report.run.finished_at)
    _put(etree.SubElement(feed, "author"), "name", "citewatch")
    for event in events[:MOST_ENTRIES]:
        _entry(feed, event, article)
    etree.indent(feed)
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8").decode("utf-8") + "\n"


def _entry(feed: etree._Element, event: Event, article: str) -> None:
    entry = etree.SubElement(feed, "entry")
    name = f"{article}\n{printable(event.identity)}\n{event.flag}\n{event.what}\n{event.at}"
    _put(entry, "title", f"[{event.label}] {event.flag} {event.what}: {event.title}")
    _put(entry, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, name)}")
    _put(entry, "updated", event.at)
    _put(entry, "summary", event.explanation)


def _put(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = printable(text)
