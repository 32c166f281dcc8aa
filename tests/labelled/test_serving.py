"""A case's web answers as the case says, over real sockets, and the program is measured on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.labelled import accuracy
from tests.labelled.baselines import Client
from tests.labelled.case import Case, load_part
from tests.labelled.serving import sites
from tests.labelled.test_case import GOOD, written
from tests.web.server import Web

MORE = """
- name: two
  class: soft-404
  language: de
  citation: {title: Ein Werk, url: "http://b.example/ä?x=1", archive-url: "https://web.archive.org/web/20200102030405/http://b.example/ä?x=1"}
  answers:
    http://b.example/ä?x=1: {status: 301, headers: {Location: /weg}}
    http://b.example/weg: {status: 404, text: weg}
    b.example/*: {status: 410, text: anders}
  snapshots:
    - {captured: "20200102030405", text: Ein Werk}
  expect: {live: {state: dead, reason: not-found}, archive: {state: unknown, reason: unclear}}
  why: It is gone.
"""


@pytest.fixture
def cases(tmp_path: Path) -> list[Case]:
    return load_part("developing", written(tmp_path, GOOD + MORE))


def test_each_address_answers_as_the_case_says(cases: list[Case]) -> None:
    with Web(sites(cases)) as web:
        client = Client(web)
        assert client.ask("GET", "https://a.example/work", "x") == (200, "https://a.example/work")
        assert client.ask("GET", "https://a.example/other", "x")[0] == 404
        assert client.ask("GET", "http://b.example/ä?x=1", "x") == (404, "http://b.example/weg")
        assert client.ask("GET", "http://b.example/other", "x")[0] == 410


def test_the_program_itself_is_measured(cases: list[Case]) -> None:
    live, archive, others = accuracy.measured(cases)
    assert [(each.name, each.expected) for each in live] == [("one", ("alive", "ok")), ("two", ("dead", "not-found"))]
    assert live[1].found == ("dead", "not-found")
    assert [each.name for each in archive] == ["two"]
    assert {name: [each.found[0] for each in said] for name, said in others.items()} == {
        "status only": ["alive", "dead"],
        "DeadlinkChecker": ["alive", "dead"],
    }
