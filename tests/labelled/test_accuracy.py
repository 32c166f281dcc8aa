"""The command measures the program itself, and says of whom it could not measure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.labelled.accuracy import Measured, measured
from tests.labelled.baselines import CHECKERS, Said, status_only
from tests.labelled.case import load_part
from tests.labelled.figures import figures
from tests.labelled.soft404 import Soft404Error
from tests.labelled.test_case import GOOD, written
from tests.web.server import Web

GONE = """
- name: two
  class: plain-404
  language: de
  citation: {title: Ein Werk, url: "http://b.example/werk", archive-url: "https://web.archive.org/web/20200102030405/http://b.example/werk"}
  answers:
    http://b.example/werk: {status: 404, text: weg}
  snapshots:
    - {captured: "20200102030405", status: 404, text: weg}
  expect: {live: {state: dead, reason: not-found}, archive: {state: bad, reason: error-capture}}
  why: It is gone.
"""


def cannot_run(_web: Web, _urls: Sequence[str]) -> list[Said]:
    raise Soft404Error("no such package")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    cases = load_part("developing", written(tmp_path_factory.mktemp("set"), GOOD + GONE))
    return measured(cases, {"status only": status_only, "another": cannot_run})


def test_the_program_s_verdicts_stand_beside_the_labels(said: Measured) -> None:
    assert [(each.name, each.expected) for each in said.live] == [
        ("one", ("alive", "ok")),
        ("two", ("dead", "not-found")),
    ]
    assert said.live[1].found == ("dead", "not-found")
    assert 0 < (said.live[1].confidence or 0) <= 1


def test_snapshots_are_measured_where_they_have_a_label(said: Measured) -> None:
    assert [(each.name, each.found) for each in said.archive] == [("two", ("bad", "error-capture"))]


def test_the_others_are_asked_the_same(said: Measured) -> None:
    assert [each.found[0] for each in said.others["status only"]] == ["alive", "dead"]
    assert [each.confidence for each in said.others["status only"]] == [None, None]


def test_who_cannot_be_run_is_named_and_stops_nobody(said: Measured) -> None:
    assert said.missing == ("another is not compared, as it cannot be run here: no such package",)
    assert "another" not in said.others


def test_the_figures_count_them(said: Measured) -> None:
    counted = figures(said.live, said.archive, said.others)
    assert counted["cases"] == 2
    assert counted["archive"]["accuracy"] == {"part": 1, "whole": 1, "share": 1.0}


def test_the_checkers_that_the_issue_names() -> None:
    assert list(CHECKERS) == ["status only", "DeadlinkChecker", "soft404 package"]


def test_an_empty_folder_is_no_set(tmp_path: Path) -> None:
    assert load_part("measuring", tmp_path) == []
