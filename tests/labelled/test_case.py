"""Both parts can be read whole, and a case with a fault is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.references.document import parse
from tests.labelled.case import PARTS, Case, CaseError, load_part
from tests.labelled.serving import citations, sites

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

BODY = "{text: A work}"
CITED = "{title: A work, url: https://a.example/work}"

FAULTS = {
    "an unknown key": (GOOD + "  whim: 1\n", "some.yaml: one: whim: "),
    "a missing key": (GOOD.replace("  why: It is there.\n", ""), "some.yaml: one: why: "),
    "no verdict": (GOOD.replace("reason: ok", "reason: gone"), "one: expect: alive/gone is no verdict"),
    "no archive verdict": (
        GOOD.replace("reason: ok}}", "reason: ok}, archive: {state: good, reason: gone}}"),
        "one: expect: good/gone is no verdict",
    ),
    "two bodies": (GOOD.replace(BODY, "{text: A work, hex: '00'}"), "one of page, file, text and hex"),
    "an unknown key of a body": (GOOD.replace(BODY, "{txt: A work}"), "answers.https://a.example/work.txt: "),
    "a status that is none": (GOOD.replace(BODY, "{status: 20}"), "answers.https://a.example/work.status: "),
    "no such page": (GOOD.replace(BODY, "{page: absent.html}"), "the body of https://a.example/work cannot be made"),
    "no such file": (GOOD.replace(BODY, "{file: absent.pdf}"), "the body of https://a.example/work cannot be made"),
    "no hex": (GOOD.replace(BODY, "{hex: xyz}"), "the body of https://a.example/work cannot be made"),
    "no such encoding": (GOOD.replace(BODY, "{text: a, encoding: gkb}"), "unknown encoding: gkb"),
    "a page that wants more": (GOOD.replace(BODY, "{page: page.html}"), "'heading' is undefined"),
    "a snapshot without a time": (GOOD + "  snapshots: [{captured: '2020', text: x}]\n", "snapshots.0.captured: "),
    "an unknown key of a citation": (GOOD.replace("{title:", "{titel:"), "citation: references.yaml knows no titel"),
    "a citation without an address": (GOOD.replace(CITED, "{title: A work}"), "one: citation: url is missing"),
    "a name that is none": (GOOD.replace("name: one", "name: One case"), "some.yaml: One case: name: "),
    "no mapping": ("- a string\n", "some.yaml: case 1: a mapping is expected"),
    "no list": ("name: one\n", "some.yaml: a list of cases is expected"),
    "no YAML": ("- {name: one\n", "some.yaml: no YAML: "),
    "the same name twice": (GOOD + GOOD, "one: 2 cases have this name"),
}


def written(folder: Path, text: str) -> Path:
    (folder / "developing" / "cases").mkdir(parents=True)
    (folder / "developing" / "cases" / "some.yaml").write_text(text, encoding="utf-8")
    (folder / "developing" / "pages").mkdir()
    (folder / "developing" / "pages" / "page.html").write_text("<h1>{{ heading }}</h1>", encoding="utf-8")
    (folder / "developing" / "pages" / "raw.bin").write_bytes(b"{{ raw")
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


def body_of(folder: Path, body: str) -> bytes:
    (case,) = load_part("developing", written(folder, GOOD.replace(BODY, body)))
    return case.answers["https://a.example/work"].content(case.pages)


BODIES = {
    "a text": ("{text: Wörter}", "Wörter".encode()),
    "a page with its values": ("{page: page.html, with: {heading: <b>Ä</b>}}", "<h1><b>Ä</b></h1>".encode()),
    "a file as it is": ("{file: raw.bin}", b"{{ raw"),
    "bytes": ("{hex: fffe00}", b"\xff\xfe\x00"),
    "nothing": ("{status: 302}", b""),
    "another encoding": ("{text: 老城, encoding: gbk}", "老城".encode("gbk")),
    "what an encoding lacks is a reference": ("{text: ä↓, encoding: latin-1}", b"\xe4&#8595;"),
}


@pytest.mark.parametrize(("body", "made"), BODIES.values(), ids=list(BODIES))
def test_bodies(tmp_path: Path, body: str, made: bytes) -> None:
    assert body_of(tmp_path, body) == made


def test_what_stands_in_a_case(tmp_path: Path) -> None:
    (case,) = load_part("developing", written(tmp_path, GOOD))
    (body,) = case.answers.values()
    assert (case.kind, body.status) == ("ordinary", 200)
    assert body.all_headers() == {"Content-Type": "text/html; charset=utf-8"}


def test_a_type_that_is_given_stands(tmp_path: Path) -> None:
    text = GOOD.replace(BODY, "{headers: {content-type: text/plain}}")
    (case,) = load_part("developing", written(tmp_path, text))
    assert case.answers["https://a.example/work"].all_headers() == {"content-type": "text/plain"}


def test_a_citation_has_words_where_yaml_has_dates_and_numbers(tmp_path: Path) -> None:
    text = GOOD.replace(CITED, "{url: https://a.example/work, date: 2018-03-14, archive-date: 2019, author: [A, B]}")
    (case,) = load_part("developing", written(tmp_path, text))
    assert (case.citation["date"], case.citation["archive-date"]) == ("2018-03-14", "2019")
    assert case.citation["author"] == ["A", "B"]


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


@pytest.mark.parametrize("part", PARTS)
def test_the_program_reads_every_citation(part: str) -> None:
    footnotes = [{"number": place, **cited} for place, cited in enumerate(citations(load_part(part)), start=1)]
    read = parse(json.dumps({"references": footnotes}))
    assert len(read.references) == len(footnotes)


@pytest.mark.parametrize("part", PARTS)
def test_a_named_snapshot_can_be_played(part: str) -> None:
    for case in load_part(part):
        named = str(case.citation.get("archive-url", ""))
        assert case.snapshots or "web.archive.org" not in named, case.name


def test_the_set_is_large_and_of_many_languages(whole_set: list[Case]) -> None:
    assert len(whole_set) >= 300
    soft = {case.language for case in whole_set if case.expect.live.reason == "soft-404"}
    assert len(soft) >= 20
    states = {case.expect.live.state for case in whole_set}
    assert states == {"alive", "dead", "unknown"}


def test_the_parts_share_no_page() -> None:
    first, second = ({page.read_bytes() for page in load_part(part)[0].pages.iterdir()} for part in PARTS)
    assert not first & second
