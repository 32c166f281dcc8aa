"""latest.json keeps to its schema, loses nothing, and is the same text for the same report."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from math import inf, nan
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from crawler.history.record import Report, Row
from crawler.judge.verdict import ARCHIVE_REASONS, CONTENT_VERDICTS, FLAGS, HEALTHS, LIVE_REASONS, Alternative
from crawler.references.citation import URL_SOURCES, Citation, key_of
from crawler.reports.latest_json import UNSEEN, ReportUnreadableError, load_schema, read, render
from tests.reports.samples import HOSTILE_TITLES, archive, flag, full, hostile, live, report, reports, row

SCHEMA = load_schema()


def breaches(document: object) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]


def sample() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(full()))
    return found


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("shown", [full(), full("live"), hostile(), report()], ids=["full", "live", "hostile", "empty"])
def test_a_report_keeps_to_the_schema(shown: Report) -> None:
    assert breaches(json.loads(render(shown))) == []


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(reports())
def test_any_report_keeps_to_the_schema_and_comes_back(any_report: Report) -> None:
    text = render(any_report)
    assert breaches(json.loads(text)) == []
    assert read(text) == any_report


def test_the_sample_comes_back() -> None:
    assert read(render(full())) == full()


def test_the_same_report_gives_the_same_text() -> None:
    assert render(full()) == render(full())
    assert render(read(render(full()))) == render(full())


def _plainly(shown: Report) -> str:
    """The rows as Python's own writer has them, which the text is held to."""
    rows = TypeAdapter(tuple[Row, ...]).dump_python(shown.rows)
    text = json.dumps({"references": list(rows)}, ensure_ascii=False, indent=2, allow_nan=False)
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text.encode("utf-8", "replace").decode("utf-8"))


@pytest.mark.parametrize("figure", [0.0, 1.0, 0.1, 1 / 3, 0.0001, 0.00001, 1e-7, 1.5e-9, 1e15, 1e16, 1e22, -0.0, -1e-6])
def test_figures_are_written_as_python_writes_them(figure: float) -> None:
    shown = report(replace(row(1), live=replace(row(1).live, confidence=figure)))
    assert _plainly(shown).removeprefix("{\n") in render(shown)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(reports())
def test_any_row_is_written_as_python_writes_it(any_report: Report) -> None:
    assert _plainly(any_report).removeprefix("{\n").removesuffix("\n}") in render(any_report)


@pytest.mark.parametrize("figure", [nan, inf, -inf])
def test_what_is_no_figure_is_refused(figure: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        render(report(replace(row(1), live=replace(row(1).live, confidence=figure))))


def test_the_names_of_the_document() -> None:
    document = sample()
    assert list(document) == ["schema_version", "notices", "run", "article", "summary", "references"]
    assert document["schema_version"] == "1.0"
    assert document["run"]["web"] == "replay"
    assert "made up" in document["notices"][0]
    assert document["article"]["imported"] is None
    assert document["summary"]["total"] == 12


def test_every_key_of_a_verdict_is_there_even_when_null() -> None:
    common = [
        *("state", "reason", "explanation", "confidence", "confirmed", "url", "final_url", "status", "hops"),
        *("checked_at", "evidence", "signals"),
    ]
    archived = ["snapshot_url", "captured_at", "requested_at", "source", "alternatives"]
    for found in sample()["references"]:
        assert list(found["live"]) == [*common, "likeness"]
        assert list(found["archive"]) == common + archived
        assert {"number", "group", "citation", "cited_by", "content", "health", "flags", "suggestion"} <= set(found)


def test_the_vocabularies_are_those_of_the_judge() -> None:
    defs = SCHEMA["$defs"]
    for name, reasons in (("live", LIVE_REASONS), ("archive", ARCHIVE_REASONS)):
        pairs = {
            each["properties"]["state"]["const"]: tuple(each["properties"]["reason"]["enum"])
            for each in defs[name]["oneOf"]
        }
        assert pairs == dict(reasons)
    assert tuple(defs["flag"]["properties"]["flag"]["enum"]) == FLAGS
    assert tuple(defs["content"]["properties"]["verdict"]["enum"]) == CONTENT_VERDICTS
    assert tuple(defs["reference"]["properties"]["health"]["enum"]) == HEALTHS


def test_the_citation_has_the_names_of_references_yaml() -> None:
    names = {key_of(part.name) for part in fields(Citation)} - {"number", "cited-by"}
    citation = SCHEMA["$defs"]["citation"]["properties"]
    assert set(citation) == names
    assert tuple(citation["url-source"]["enum"]) == URL_SOURCES


def objects(schema: object) -> list[dict[str, Any]]:
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    found = [each for part in inner for each in objects(part)]
    return [schema, *found] if isinstance(schema, dict) and isinstance(schema.get("properties"), dict) else found


def test_the_schema_is_strict() -> None:
    closed = [each for each in objects(SCHEMA) if each.get("type") == "object"]
    assert len(closed) > 10
    assert all(each["additionalProperties"] is False for each in closed)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema_version", "2.0"),
        ("run.web", "stand-in"),
        ("run.network", "fine"),
        ("run.started_at", "2025-06-01 04:00"),
        ("run.extra", 1),
        ("summary.dead", -1),
        ("references.0.health", "ill"),
        ("references.0.live.reason", "not-found"),
        ("references.0.live.state", "dead"),
        ("references.0.live.confidence", 1.2),
        ("references.0.live.explanation", "two\nlines"),
        ("references.0.live.explanation", " "),
        ("references.0.live.status", 42),
        ("references.0.archive.reason", "no-capture"),
        ("references.0.archive.captured_at", "20200101000000"),
        ("references.0.content.title.verdict", "same"),
        ("references.0.flags.0.flag", "ugly"),
        ("references.0.flags.0.new", "yes"),
        ("references.0.citation.archive_url", "x"),
        ("references.0.suggestion", {}),
    ],
)
def test_the_schema_refuses(path: str, value: object) -> None:
    document = sample()
    place: Any = document
    *way, last = path.split(".")
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    assert breaches(document)


def test_the_schema_misses_a_key_that_is_gone() -> None:
    document = sample()
    del document["references"][0]["live"]["evidence"]
    assert breaches(document)


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=HOSTILE_TITLES)
def test_titles_are_kept_to_the_letter_and_nothing_acts(title: str) -> None:
    text = render(report(row(1, title)))
    assert json.loads(text)["references"][0]["citation"]["title"] == title.replace("\ud800", "\ufffd")
    assert not set(text) & set("\x1b\x9b\x7f\x85\u202e\u2066\u200b\ufeff\u2028")
    assert text.encode()


def test_tag_characters_are_escaped_as_surrogate_pairs() -> None:
    text = render(report(row(1, "a\U000e0041")))
    assert r"a\udb40\udc41" in text
    assert read(text).rows[0].citation["title"] == "a\U000e0041"


def test_other_scripts_stay_readable() -> None:
    assert HOSTILE_TITLES["cjk"] in render(report(row(1, HOSTILE_TITLES["cjk"])))


def test_an_infinite_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        render(report(row(1, live=live(confidence=float("nan")))))


@pytest.mark.parametrize(
    "judged",
    [
        pytest.param(row(7, group="note", flags=(flag("moved", new=True),)), id="group and flag"),
        pytest.param(row(1, other={"pages": "1-2"}, quote="«quoted»"), id="other parameters"),
        pytest.param(
            row(1, archive=archive(alternatives=(Alternative(snapshot_url="s", captured_at="2019", source="w"),))),
            id="alternative",
        ),
        pytest.param(row(0, live=live("no-url"), archive=archive("unknown", "no-url")), id="nothing asked"),
    ],
)
def test_rows_come_back(judged: Row) -> None:
    assert read(render(report(judged))).rows == (judged,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "not JSON", id="empty"),
        pytest.param(render(full())[:500], "not JSON", id="cut off"),
        pytest.param("[]", "schema_version", id="a list"),
        pytest.param('{"schema_version": "9"}', "found '9'", id="another version"),
        pytest.param('{"schema_version": "1.0"}', "article", id="no article"),
        pytest.param('{"schema_version": "1.0", "article": {}, "run": {}, "references": []}', "run.id", id="no run"),
        pytest.param(
            '{"schema_version": "1.0", "article": [], "run": {}, "references": []}', "items", id="a list as article"
        ),
    ],
)
def test_what_cannot_be_read_says_what_to_do(text: str, told: str) -> None:
    with pytest.raises(ReportUnreadableError, match="citewatch report --run ID") as caught:
        read(text)
    assert told in str(caught.value)


def test_an_article_without_details_comes_back() -> None:
    bare = replace(full(), article={})
    assert read(render(bare)) == bare
