"""citewatch.prom: the run's figures in Prometheus' text form, for the textfile collector of node_exporter."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from crawler.history.record import Report
from crawler.judge.verdict import FLAGS, HEALTHS
from crawler.reports.printable import printable
from crawler.reports.summary import counts


def render(report: Report) -> str:
    """Gauges, each with the labels `article` and `web` (`replay` marks a stand-in run). Times are Unix seconds, UTC."""
    figures = _Figures(report)
    counted = counts(report)
    flags = Counter(flag.flag for row in report.rows for flag in row.flags)
    new = Counter(flag.flag for row in report.rows for flag in row.flags if flag.new)
    asked = report.run.archive_requests
    figures.put("footnotes", "Footnotes by health.", "health", {health: counted[health] for health in HEALTHS})
    figures.put("flags", "Flags that stand.", "flag", {flag: flags[flag] for flag in FLAGS})
    figures.put("new_flags", "Flags that this run raised.", "flag", {flag: new[flag] for flag in FLAGS})
    figures.put("unchecked", "Footnotes without an address to ask.", "", {"": counted["unchecked"]})
    figures.put("network_ok", "1 where our own network held through the run.", "", {"": report.run.network == "ok"})
    figures.put("archive_requests", "Requests to archives.", "service", {"index": asked.index, "play": asked.playback})
    figures.put("run_start_seconds", "When the run began.", "", {"": _seconds(report.run.started_at)})
    figures.put("run_end_seconds", "When the run ended.", "", {"": _seconds(report.run.finished_at)})
    return figures.text()


class _Figures:
    """The figures of one report, each under `citewatch_` and its own label besides the report's."""

    def __init__(self, report: Report) -> None:
        self._registry = CollectorRegistry()
        self._labels = {"article": printable(str(report.article.get("title", ""))), "web": report.run.web}

    def put(self, name: str, meaning: str, label: str, values: dict[str, float]) -> None:
        names = [*self._labels, *([label] if label else [])]
        gauge = Gauge(f"citewatch_{name}", meaning, names, registry=self._registry)
        for value_of, value in values.items():
            gauge.labels(**self._labels, **({label: value_of} if label else {})).set(float(value))

    def text(self) -> str:
        return generate_latest(self._registry).decode("utf-8")


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
