"""junit.xml: a test case a footnote, for continuous integration that knows no other report."""

from __future__ import annotations

from lxml import etree

from crawler.history.record import Report, Row
from crawler.reports.flagged import meaning_of, what_to_do
from crawler.reports.passage import label
from crawler.reports.printable import printable
from crawler.reports.summary import notices


def render(report: Report) -> str:
    """A footnote with a flag has failed, one of unknown health without a flag was skipped, the others have passed."""
    cases = [_case(row) for row in report.rows]
    suite = etree.Element(
        "testsuite",
        name=printable(f"Citations of {report.article.get('title') or 'the article'}"),
        timestamp=report.run.started_at,
        tests=str(len(cases)),
        failures=str(sum(case.find("failure") is not None for case in cases)),
        skipped=str(sum(case.find("skipped") is not None for case in cases)),
        errors="0",
    )
    suite.extend(cases)
    etree.SubElement(suite, "system-out").text = "\n".join(notices(report))
    root = etree.Element("testsuites")
    root.append(suite)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode("utf-8") + "\n"


def _case(row: Row) -> etree._Element:
    title = printable(str(row.citation.get("title", "")))
    case = etree.Element("testcase", classname=f"citewatch.{row.health}", name=f"[{label(row)}] {title}".strip())
    if row.flags:
        failure = etree.SubElement(case, "failure", type=row.flags[0].flag, message=_flags(row))
        failure.text = printable(f"{row.live.explanation} {row.archive.explanation} {what_to_do(row)}")
    elif row.health == "unknown":
        etree.SubElement(case, "skipped", message=printable(row.live.explanation))
    return case


def _flags(row: Row) -> str:
    return " ".join(f"{flag.flag}: {meaning_of(row, flag.flag)}" for flag in row.flags).strip()
