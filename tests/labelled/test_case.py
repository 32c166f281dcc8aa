"""Both parts can be read whole, and a case with a fault is named."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from crawler.references.citation import Citation, key_of
from tests.labelled.case import PARTS, Case, CaseError, load_part
from tests.labelled.serving import sites

GOOD = """
- name: one
  class: ordinary
  language: en
  citation: {title: A work, url: https://a.example/work}
  answers:
    https://a.example/work: {text: A work}
  expect: {live: {state: alive, reason: ok}}
  why: It is there.
"""

FAULTS = {
    "an unknown key": (GOOD + "  whim: 1\n", "one: whim: "),
    "a missing key": (GOOD.replace("  why: It is there.\n", ""), "one: why: "),
    "no verdict": (GOOD.replace("reason: ok", "reason: gone"), "alive/gone is no verdict"),
    "two bodies": (GOOD.replace("{text: A work}", "{text: A work, hex: '00'}"), "one of page, file, text and hex"),
    "no mapping": ("- a string\n", "case 1: a mapping is expected"),
    "the same name twice": (GOOD + GOOD, "one: more than one case has this name"),
}


def written(folder: Path, text: str) -> Path:
    (folder / "developing" / "cases").mkdir(parents=True)
    (folder / "developing" / "cases" / "some.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("text", "said"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CaseError) as raised:
        load_part("developing", written(tmp_path, text))
    assert said in str(raised.value)


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("reason: ok", "reason: gone") + FAULTS["an unknown key"][0].replace("name: one", "name: two")
    with pytest.raises(CaseError) as raised:
        load_part("developing", written(tmp_path, text))
    assert "some.yaml: one: " in str(raised.value)
    assert "some.yaml: two: " in str(raised.value)


def test_what_stands_in_a_case(tmp_path: Path) -> None:
    (case,) = load_part("developing", written(tmp_path, GOOD))
    (body,) = case.answers.values()
    assert (case.kind, body.status, body.content(tmp_path)) == ("ordinary", 200, b"A work")
    assert body.all_headers() == {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture(scope="module")
def whole_set() -> list[Case]:
    return [case for part in PARTS for case in load_part(part)]


@pytest.mark.parametrize("part", PARTS)
def test_every_page_of_a_part_can_be_made(part: str) -> None:
    assert sites(load_part(part))


@pytest.mark.parametrize("part", PARTS)
def test_no_page_is_left_over(part: str) -> None:
    cases = load_part(part)
    bodies = [body for case in cases for body in (*case.answers.values(), *case.snapshots)]
    used = {name for body in bodies for name in (body.page, body.file) if name}
    pages = {page.name for page in cases[0].pages.iterdir()}
    assert not {page for page in pages if not page.startswith("_")} - used


def test_each_host_is_of_one_case(whole_set: list[Case]) -> None:
    owners: dict[str, str] = {}
    for case in whole_set:
        for address in case.answers:
            host = address.partition("://")[2].partition("/")[0] or address.partition("/")[0]
            assert owners.setdefault(host, case.name) == case.name, host


def test_citations_have_references_yaml_s_names(whole_set: list[Case]) -> None:
    for case in whole_set:
        assert set(case.citation) <= {key_of(part.name) for part in fields(Citation)}, case.name
        assert case.citation["url"], case.name


def test_the_set_is_large_and_of_many_languages(whole_set: list[Case]) -> None:
    assert len(whole_set) >= 300
    soft = {case.language for case in whole_set if case.expect.live.reason == "soft-404"}
    assert len(soft) >= 20
    states = {case.expect.live.state for case in whole_set}
    assert states == {"alive", "dead", "unknown"}


def test_the_parts_share_no_page() -> None:
    first, second = ({page.read_bytes() for page in load_part(part)[0].pages.iterdir()} for part in PARTS)
    assert not first & second
