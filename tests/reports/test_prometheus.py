"""citewatch.prom, read back by Prometheus' own parser."""

from __future__ import annotations

from dataclasses import replace

import pytest
from prometheus_client.parser import text_string_to_metric_families

from crawler.history.record import ArchiveRequests, Report
from crawler.judge.verdict import FLAGS, HEALTHS
from crawler.reports.prometheus import render
from tests.reports.samples import HOSTILE_TITLES, flag, full, hostile, live, report, row


def figures(shown: Report, name: str, label: str = "") -> dict[str, float]:
    found = {family.name: family for family in text_string_to_metric_families(render(shown))}
    return {sample.labels.get(label, ""): sample.value for sample in found[f"citewatch_{name}"].samples}


def test_footnotes_by_health_add_up() -> None:
    shown = full()
    found = figures(shown, "footnotes", "health")
    assert list(found) == list(HEALTHS)
    assert sum(found.values()) == len(shown.rows)
    assert found["dead"] == sum(row.health == "dead" for row in shown.rows)


def test_flags_that_stand_and_those_that_are_new() -> None:
    shown = report(row(1, "A", flags=(flag("moved", new=True),)), row(2, "B", flags=(flag("moved", new=False),)))
    assert figures(shown, "flags", "flag") == dict.fromkeys(FLAGS, 0) | {"moved": 2}
    assert figures(shown, "new_flags", "flag")["moved"] == 1


def test_the_run_itself() -> None:
    shown = report(row(1, "A", live=live("no-url")))
    run = replace(
        shown.run,
        started_at="2026-01-01T00:00:00Z",
        finished_at="2026-01-01T00:01:00Z",
        network="degraded",
        archive_requests=ArchiveRequests(index=2, playback=3),
    )
    shown = replace(shown, run=run)
    assert figures(shown, "run_end_seconds")[""] - figures(shown, "run_start_seconds")[""] == 60
    assert figures(shown, "run_start_seconds")[""] == 1767225600
    assert figures(shown, "network_ok") == {"": 0}
    assert figures(shown, "unchecked") == {"": 1}
    assert figures(shown, "archive_requests", "service") == {"index": 2, "play": 3}


def test_a_stand_in_run_is_marked_on_every_figure() -> None:
    for family in text_string_to_metric_families(render(full())):
        assert {sample.labels["web"] for sample in family.samples} == {"replay"}, family.name


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=list(HOSTILE_TITLES))
def test_no_article_breaks_the_file(title: str) -> None:
    shown = replace(hostile(), article={"title": title})
    families = list(text_string_to_metric_families(render(shown)))
    assert len(families) == 8
    assert all(sample.labels["article"].isprintable() for family in families for sample in family.samples)
