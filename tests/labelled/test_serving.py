"""A case's web answers as the case says, over real sockets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.labelled.baselines import Client
from tests.labelled.case import Case, load_part
from tests.labelled.serving import citations, sites
from tests.labelled.test_case import GOOD, written
from tests.web.server import Web

MORE = """
- name: two
  class: soft-404
  language: de
  citation: {title: Ein Werk, url: "http://b.example/ä?x=1"}
  answers:
    http://b.example/ä?x=1: {status: 301, headers: {Location: /weg}}
    http://b.example/weg: {status: 404, text: weg}
    b.example/*: {status: 410, text: anders}
    http://mühle.example: {text: Mühle}
    mühle.example/*: {text: alles}
  snapshots:
    - {captured: "20200102030405", text: Ein Werk}
    - {captured: "20200102030406", original: "http://b.example/", status: 404, text: nichts}
  expect: {live: {state: dead, reason: not-found}}
  why: It is gone.
"""

ANSWERED = {
    "https://a.example/work": (200, "A work"),
    "http://a.example/work": (200, "A work"),
    "http://b.example/weg": (404, "weg"),
    "https://b.example/other": (410, "anders"),
    "http://xn--mhle-0ra.example/": (200, "Mühle"),
    "http://xn--mhle-0ra.example/other": (200, "alles"),
    "https://web.archive.org/web/20200102030405id_/http://b.example/ä?x=1": (200, "Ein Werk"),
    "https://web.archive.org/web/20200102030406id_/http://b.example/": (404, "nichts"),
}


@pytest.fixture
def cases(tmp_path: Path) -> list[Case]:
    return load_part("developing", written(tmp_path, GOOD + MORE))


def test_each_address_answers_as_the_case_says(cases: list[Case]) -> None:
    with Web(sites(cases)) as web:
        replies = [Client(web).ask("GET", address, "x") for address in ANSWERED]
        redirected = Client(web).ask("GET", "http://b.example/ä?x=1", "x")
        absent = Client(web).ask("GET", "https://a.example/other", "x")
    assert {reply.url: (reply.status, reply.body.decode()) for reply in replies} == ANSWERED
    assert redirected.url == "http://b.example/weg"
    assert absent.status == 404


def test_an_answer_s_type_is_html_unless_it_says_otherwise(cases: list[Case]) -> None:
    with Web(sites(cases)) as web:
        assert Client(web).ask("GET", "https://a.example/work", "x").content_type == "text/html; charset=utf-8"


def test_the_first_footnote_is_the_first_case_s(cases: list[Case]) -> None:
    assert [each["title"] for each in citations(cases)] == ["A work", "Ein Werk"]
