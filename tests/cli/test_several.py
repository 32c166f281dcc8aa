"""The commands where citewatch.toml lists several articles. What the crawl does is in tests/check/test_sharing.py."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.check.lock import only_run
from crawler.cli.schedule import schedule_all
from crawler.history.identity import identities
from crawler.history.store import History
from tests.program import Program
from tests.reports.samples import full, row
from tests.web.server import Web

FINE = {"number": 1, "title": "The ferry at Sandholm", "url": "https://fine.example/article"}
TOML = """\
[[articles]]
name = "one"
references = "one.yaml"
reports = "one"

[[articles]]
references = "two.jsonl"
reports = "two"
"""


@pytest.fixture
def program(program: Program) -> Program:
    (program.folder / "citewatch.toml").write_text(TOML, "utf-8")
    (program.folder / "one.yaml").write_text(json.dumps({"references": [FINE]}), "utf-8")
    (program.folder / "two.jsonl").write_text(json.dumps(FINE) + "\n", "utf-8")
    return program


def test_each_says_a_line_and_a_file_is_checked_alone(program: Program, web: Web) -> None:
    ended = program.check()
    assert ended.status in (0, 1), ended.err
    first, second = ended.out.splitlines()
    assert first.startswith("one: 1 footnote")
    assert first.endswith("The report: one/latest.html")
    assert second.startswith("two.jsonl: 1 footnote")
    assert [visit.target for visit in web.requests if visit.host == "fine.example"].count("/article") == 1
    again = program.check("two.jsonl", "--reports", "third", "--only", "1")
    assert again.status in (0, 1), again.err
    assert (program.folder / "third" / "latest.json").exists()
    quiet = program.check("--quiet")
    assert (quiet.status, quiet.out, quiet.err) == (0, "", "")


def test_a_list_elsewhere(program: Program) -> None:
    there = program.folder / "there"
    there.mkdir()
    for name in ("citewatch.toml", "one.yaml", "two.jsonl"):
        (program.folder / name).rename(there / name)
    ended = program.check("--config", "there/citewatch.toml", "--json")
    assert ended.status in (0, 1), ended.err
    assert [entry["reports"] for entry in json.loads(ended.out)] == ["there/one", "there/two"]
    assert all(len(entry["report"]["references"]) == 1 for entry in json.loads(ended.out))


MISUSES = {
    "--only": (["--only", "1"], "--only is for one article, and citewatch.toml lists several: name a file"),
    "--reports": (["--reports", "x"], "--reports is for one article"),
    "a file and a list": (["--config", "citewatch.toml", "one.yaml"], "give one or the other"),
    "a list that is not there": (["--config", "none.toml"], "none.toml: cannot be read"),
    "a setting": (["-s", "CITEWATCH_STRIKES=many"], "CITEWATCH_STRIKES"),
}


@pytest.mark.parametrize(("words", "said"), MISUSES.values(), ids=list(MISUSES))
def test_misuse_is_said_and_nothing_is_asked(program: Program, web: Web, words: list[str], said: str) -> None:
    ended = program.run("check", *words)
    assert ended.status == 2
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert not (program.folder / "one").exists()
    assert web.requests == []


def test_what_is_wrong_in_any_list_is_said_at_once_and_nothing_is_asked(program: Program, web: Web) -> None:
    (program.folder / "one.yaml").write_text("references:\n- number: 1\n  tilte: A\n", "utf-8")
    (program.folder / "two.jsonl").write_text('{"number": 1}\n{"number": 2, "ti', "utf-8")
    ended = program.check()
    assert ended.status == 2
    assert "one.yaml:3:3" in ended.err
    assert "two.jsonl:2:15: the last line is cut off" in ended.err
    assert not (program.folder / "one").exists()
    assert not (program.folder / "two").exists()
    assert web.requests == []


@pytest.mark.usefixtures("program")
def test_without_a_network_none_is_judged_and_quiet_says_so_once(offline: Program) -> None:
    first, second = (offline.check("--quiet") for _ in range(2))
    assert (first.status, second.status) == (3, 3)
    assert "network" in first.err
    assert second.err == ""


def test_one_at_work_elsewhere_is_said_once_when_quiet(program: Program) -> None:
    with only_run(program.folder / "one"):
        first, second = (program.check("--quiet") for _ in range(2))
    assert (first.status, second.status) == (3, 3)
    assert first.err.startswith("one: Another run is at work")
    assert second.err == ""
    assert (program.folder / "two" / "latest.json").exists()
    assert program.check("--quiet").status in (0, 1)


def test_write_says_that_only_yaml_is_rewritten(program: Program, record: Callable[[str], Path]) -> None:
    record("two")
    before = json.dumps({"number": 1, **row(1, "two").citation}) + "\n"
    (program.folder / "two.jsonl").write_text(before, "utf-8")
    ended = program.run("repair", "two.jsonl", "--reports", "two", "--write")
    assert ended.status == 2
    assert "only a references.yaml is rewritten" in ended.err
    shown = program.run("repair", "two.jsonl", "--reports", "two")
    assert shown.status == 0, shown.err
    synced = program.run("sync", "two.jsonl", "--write", "--article", "one.yaml")
    assert synced.status == 2
    assert "citewatch sync references.yaml --write" in synced.err
    assert (program.folder / "two.jsonl").read_text("utf-8") == before


def test_a_list_is_imported_in_and_out_of_each_format(program: Program) -> None:
    for source, target in (("two.jsonl", "a.csv"), ("a.csv", "b.yaml"), ("b.yaml", "c.jsonl")):
        ended = program.run("import", source, "-o", target)
        assert ended.status == 0, ended.err
    *_, last = (program.folder / "c.jsonl").read_text("utf-8").splitlines()
    assert json.loads(last) == FINE


@pytest.fixture
def record(program: Program) -> Callable[[str], Path]:
    """Records a run in a folder of reports, as a check would have."""

    def recorded(name: str) -> Path:
        made = full("live")
        made = replace(made, article={"title": name}, rows=(row(1, name),))
        with closing(History(program.folder / name / "history.db")) as history:
            history.begin_run(made.run, "o", made.article)
            history.finish_run(made, identities([each.cited for each in made.rows]).values(), ["1"], [])
        return program.folder / name

    return recorded


def test_a_site_takes_the_folders_of_the_list(program: Program, record: Callable[[str], Path]) -> None:
    record("one")
    record("two")
    ended = program.run("report", "--site", "site")
    assert ended.status == 0, ended.err
    index = (program.folder / "site" / "index.html").read_text("utf-8")
    assert index.index("one/latest.html") < index.index("two/latest.html")
    alone = program.run("report", "--site", "other", "--reports", "two")
    assert alone.status == 0, alone.err
    assert "one/latest.html" not in (program.folder / "other" / "index.html").read_text("utf-8")


def test_the_schedule_checks_all_with_one_line_and_tells_of_each(program: Program) -> None:
    ended = program.run("schedule")
    assert ended.status == 0, ended.err
    (line,) = [line for line in ended.out.splitlines() if line.startswith("17 4 * * *")]
    folder = program.folder.resolve()
    assert line.endswith(f"citewatch check --quiet -s LOG_FILE={folder}/citewatch.log")
    assert f"cd {folder} && " in line
    assert ended.out.count(f"notify --reports {folder}/one") == 1
    assert ended.out.count("ExecStopPost=") == 2
    named = program.run("schedule", "one.yaml", "--reports", "one")
    assert f"check {folder}/one.yaml --reports {folder}/one --quiet" in named.out
    (program.folder / "two.jsonl").unlink()
    assert program.run("schedule").status == 2


def test_a_schedule_names_a_list_that_stands_elsewhere(tmp_path: Path) -> None:
    printed = schedule_all(tmp_path / "mine.toml", [tmp_path / "one"])
    assert f"check --config {tmp_path}/mine.toml --quiet -s LOG_FILE={tmp_path}/citewatch.log" in printed
