"""A report given where a list of references belongs is told by its opening, and one line says what to give."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.references.document import load
from crawler.references.own_report import OPENING, is_report, refuse_report
from crawler.references.problem import ReferencesError
from crawler.reports import flags_json, latest_csv, latest_json
from tests.reports.samples import full, report

SAID = "this is a report of citewatch, not a list of references; give the list itself, "
CSV = latest_csv.render(full())
REPORTS = {
    "latest.csv": CSV,
    "latest.csv, as a spreadsheet saves it": "\ufeff" + CSV.replace(",", ";"),
    "latest.csv, its header in quotes": '"' + CSV.partition("\r\n")[0].replace(",", '","') + '"\r\n',
    "latest.csv of an empty list": latest_csv.render(report()),
    "latest.json": latest_json.render(full()),
    "flags.json": flags_json.render(full()),
    "JSON on one line": '{"schema_version":"1.0","references":[]}',
}
LISTS = {
    "nothing": "",
    "YAML": "references:\n  - number: 1\n",
    "YAML in braces": '{"references": [{"number": 1}]}',
    "JSON Lines": '{"number": 1, "title": "The schema_version"}\n',
    "CSL-JSON": '[{"id": "a", "type": "webpage"}]',
    "CSV": "number,title\n1,live_state archive_state health\n",
    "far down": "x" * OPENING + CSV,
}


@pytest.mark.parametrize("text", REPORTS.values(), ids=list(REPORTS))
def test_reports_are_told(text: str) -> None:
    assert is_report(text)


@pytest.mark.parametrize("text", LISTS.values(), ids=list(LISTS))
def test_lists_are_none(text: str) -> None:
    assert not is_report(text)
    refuse_report(text, "mine")


@pytest.mark.parametrize("name", ["latest.csv", "latest.json", "flags.json"])
def test_one_line_says_what_to_give(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(REPORTS[name], encoding="utf-8")
    with pytest.raises(ReferencesError) as caught:
        load(file)
    assert str(caught.value) == f"{file}: {SAID}such as references.yaml"


def test_the_list_beside_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "references.yaml").write_text("references:\n  - number: 1\n", encoding="utf-8")
    file = tmp_path / "latest.jsonl"
    file.write_text(REPORTS["JSON on one line"], encoding="utf-8")
    with pytest.raises(ReferencesError) as caught:
        load(file)
    assert str(caught.value) == f"{file}: {SAID}{tmp_path / 'references.yaml'}"


@pytest.mark.parametrize("name", ["-", "", ".", "https://example.org/latest.json", "a\0b"])
def test_what_has_no_folder_is_refused_as_well(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReferencesError, match=r"such as references\.yaml"):
        refuse_report(REPORTS["latest.json"], name)
