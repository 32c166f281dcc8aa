"""The main job as a user meets it: exit statuses, what is written, what the second run says."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.check.job import _keep_apart
from crawler.check.lock import only_run
from crawler.check.outcome import BadInputError
from crawler.history.store import History
from crawler.references.document import load
from tests.program import ROOT, Program
from tests.reports.samples import report, row
from tests.web.server import Web

FINE = {"title": "The ferry at Sandholm", "url": "https://fine.example/article"}
GONE = {"title": "A page that is gone", "url": "https://not-found.example/article"}
SILENT = {"title": "A host that says nothing", "url": "https://silent.example/article"}


def test_the_first_run_flags_and_the_second_has_nothing_new(program: Program) -> None:
    program.cite([FINE, GONE])
    first = program.check()
    assert first.status == 1, first.err
    assert "dead-citation" in {flag["flag"] for flag in program.rows()["2"]["flags"]}
    assert all(flag["new"] for flag in program.rows()["2"]["flags"])
    since = program.rows()["2"]["flags"][0]["since"]

    second = program.check()
    assert second.status == 0, second.err
    assert [flag["new"] for flag in program.rows()["2"]["flags"]] == [False] * len(program.rows()["2"]["flags"])
    assert program.rows()["2"]["flags"][0]["since"] == since


def test_every_report_is_there_and_says_the_same(program: Program) -> None:
    program.cite([FINE, GONE])
    program.check()
    names = {path.name for path in program.reports.iterdir()}
    assert {"latest.json", "latest.md", "latest.html", "latest.csv", "flags.json", "feed.xml", "history.db"} <= names
    run = program.reports / "runs" / program.latest()["run"]["id"]
    assert (run / "latest.json").read_bytes() == (program.reports / "latest.json").read_bytes()
    assert (run / "evidence.warc.gz").stat().st_size > 0


def test_each_verdict_points_to_its_evidence(program: Program) -> None:
    program.cite([FINE])
    program.check()
    pointer = program.rows()["1"]["live"]["evidence"]
    path, _, offset = pointer.partition("#offset=")
    stored = program.reports / path
    shown = subprocess.run(
        [Path(sys.executable).with_name("warcio"), "extract", "--payload", str(stored), offset],
        check=True,
        capture_output=True,
    )
    assert b"Sandholm" in shown.stdout


def test_a_dead_page_is_asked_politely_and_once(program: Program, web: Web) -> None:
    program.cite([GONE, GONE | {"title": "The same page cited twice"}])
    program.check()
    asked = [visit.target for visit in web.requests if visit.host == "not-found.example"]
    assert asked.count("/article") == 1
    assert asked.count("/robots.txt") == 1


BAD_INPUT = {
    "no file": (None, "references.yaml"),
    "unknown key": ("references:\n- number: 1\n  tilte: A\n", "title"),
    "not a date": ("references:\n- number: 1\n  date: 2019-13-40\n", "references.yaml:3"),
    "two errors": ("references:\n- number: 1\n  urll: x\n- number: 1\n", "references.yaml:4"),
}


@pytest.mark.parametrize(("text", "said"), BAD_INPUT.values(), ids=list(BAD_INPUT))
def test_bad_input_exits_2_and_writes_nothing(program: Program, web: Web, text: str | None, said: str) -> None:
    if text is not None:
        (program.folder / "references.yaml").write_text(text, encoding="utf-8")
    ended = program.check()
    assert ended.status == 2
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert not program.reports.exists()
    assert web.requests == []


BAD_USAGE = {
    "a footnote that is not there": (["--only", "7"], "no footnote 7"),
    "a word for a footnote": (["--only", "first"], "no footnote"),
    "a setting without a value": (["-s", "DOWNLOAD_DELAY"], "NAME=VALUE"),
    "a rule that is none": (["--connect-to", "here"], "HOST1:PORT1:HOST2:PORT2"),
    "a server that is none": (["--dns-server", "somewhere"], "ADDR"),
    "an option that is none": (["--loudly"], "--loudly"),
}


@pytest.mark.parametrize(("words", "said"), BAD_USAGE.values(), ids=list(BAD_USAGE))
def test_bad_usage_exits_2(program: Program, words: list[str], said: str) -> None:
    program.cite([FINE])
    ended = program.run("check", *words)
    assert ended.status == 2
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert not program.reports.exists()


def test_without_a_network_nothing_changes_and_a_sentence_says_so(program: Program, offline: Program) -> None:
    program.cite([FINE])
    program.check()
    before = (program.reports / "latest.json").read_bytes()
    ended = offline.check()
    assert ended.status == 3
    assert "network" in ended.err
    assert (program.reports / "latest.json").read_bytes() == before


def test_without_a_network_from_the_start_there_is_no_report(offline: Program) -> None:
    offline.cite([FINE])
    assert offline.check().status == 3
    assert not (offline.reports / "latest.json").exists()


def test_quiet_says_once_that_it_could_not_judge_until_it_can(program: Program, offline: Program) -> None:
    program.cite([FINE])
    said = [offline.check("--quiet").err for _ in range(2)]
    assert "network" in said[0]
    assert said[1] == ""
    assert "network" in offline.check().err
    assert program.check("--quiet").status in (0, 1)
    assert "network" in offline.check("--quiet").err


def test_quiet_speaks_of_what_is_new_and_then_is_silent(program: Program) -> None:
    program.cite([FINE | {"archive-url": ""}, GONE])
    first = program.check("--quiet")
    assert "[2]" in first.out
    assert "dead-citation" in first.out
    second = program.check("--quiet")
    assert (second.status, second.out, second.err) == (0, "", "")


def test_json_goes_to_standard_output_alone(program: Program) -> None:
    program.cite([FINE])
    ended = program.check("--json")
    assert json.loads(ended.out) == program.latest()


def test_only_some_footnotes_and_the_others_stand(program: Program, web: Web) -> None:
    program.cite([FINE, GONE])
    program.check()
    before = program.rows()
    web.reset()
    program.check("--only", "1")
    assert {visit.host for visit in web.requests} & {"fine.example", "not-found.example"} == {"fine.example"}
    after = program.rows()
    assert after["2"]["live"] == before["2"]["live"]
    assert [flag["flag"] for flag in after["2"]["flags"]] == [flag["flag"] for flag in before["2"]["flags"]]


def test_only_before_any_run_leaves_the_others_unchecked(program: Program) -> None:
    program.cite([FINE, GONE])
    program.check("--only", "1")
    assert program.rows()["2"]["live"]["checked_at"] is None
    assert program.rows()["2"]["live"]["state"] == "unknown"


def test_due_asks_nothing_right_after_a_run(program: Program, web: Web) -> None:
    program.cite([FINE])
    program.check()
    web.reset()
    ended = program.check("--due")
    assert ended.status == 0
    assert "Nothing is due: nothing was asked." in ended.out
    assert web.requests == []
    before = program.rows()
    program.cite([FINE, GONE])
    assert "Nothing is due" not in program.check("--due").out
    assert program.rows()["1"]["live"] == before["1"]["live"]


def test_where_nothing_is_due_no_network_is_needed(program: Program) -> None:
    program.cite([FINE])
    program.check()
    before, rows = program.latest(), program.rows()
    cut_off = Program(program.folder)
    ended = cut_off.check("--due", "--quiet")
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert program.latest()["run"]["id"] != before["run"]["id"]
    assert [program.rows()["1"][half] for half in ("live", "archive")] == [
        rows["1"][half] for half in ("live", "archive")
    ]
    assert cut_off.check().status == 3


@pytest.mark.parametrize(
    ("before", "web", "said"),
    [
        ("replay", "live", "is the folder of stand-in runs, whose outcomes are made up; a check of the live web needs"),
        ("live", "replay", "is the folder of checks of the live web; a stand-in run needs"),
    ],
)
def test_stand_in_runs_and_live_ones_never_share_a_folder(offline: Program, before: str, web: str, said: str) -> None:
    offline.cite([FINE])
    judged = report(row(1), web=before)
    with closing(History(offline.reports / "history.db")) as history:
        history.begin_run(judged.run, "", {})
        history.finish_run(judged, ["1"], [], [])
    ended = offline.check("-s", f"CITEWATCH_WEB={web}")
    assert ended.status == 2
    assert f"{said} a folder of its own: name another with --reports. Nothing was asked." in ended.err
    assert {path.name for path in offline.reports.iterdir()} == {".lock", "history.db"}
    with closing(History(offline.reports / "history.db")) as history:
        assert history.web() == before


@pytest.mark.parametrize("before", ["", "live", "l\x7fve"], ids=["none yet", "the same", "damaged"])
def test_a_folder_of_no_other_web_s_runs_is_taken(tmp_path: Path, before: str) -> None:
    _keep_apart(tmp_path, before, "live")
    with pytest.raises(BadInputError):
        _keep_apart(tmp_path, "replay", "live")


def test_one_run_at_a_time(program: Program) -> None:
    program.cite([FINE])
    with only_run(program.reports):
        ended = program.check()
    assert ended.status == 3
    assert "lock" in ended.err
    assert program.check().status in (0, 1)


def test_a_host_that_does_not_answer_is_that_citations_verdict_only(program: Program) -> None:
    program.cite([SILENT, FINE])
    program.check()
    assert program.rows()["1"]["live"]["reason"] == "timeout"
    assert program.rows()["2"]["live"]["reason"] == "ok"


BAD_ADDRESSES = {
    "http://127.0.0.1/": "forbidden-address",
    "http://2130706433/": "forbidden-address",
    "http://0x7f.1/": "forbidden-address",
    "http://[::1]/": "forbidden-address",
    "http://localhost:8080/": "forbidden-address",
    "ftp://ftp.example/file": "unsupported-scheme",
    "javascript:alert(1)": "unsupported-scheme",
    "http://[bad/": "malformed-url",
    "http:///nothing": "malformed-url",
    "no address at all": "malformed-url",
    "": "no-url",
}


def test_a_bad_address_is_a_verdict_not_bad_input(program: Program) -> None:
    program.cite([{"title": f"Work {place}", "url": url} for place, url in enumerate(BAD_ADDRESSES)])
    ended = program.check()
    assert ended.status in (0, 1), ended.err
    assert [row["live"]["reason"] for row in program.latest()["references"]] == list(BAD_ADDRESSES.values())


def test_a_changed_address_starts_anew(program: Program) -> None:
    program.cite([GONE | {"name": "one"}])
    program.check()
    program.cite([FINE | {"name": "one"}])
    program.check()
    assert [flag["flag"] for flag in program.rows()["1"]["flags"]] == ["not-archived"]


def test_a_renumbered_footnote_keeps_its_past(program: Program) -> None:
    program.cite([GONE])
    program.check()
    since = program.rows()["1"]["flags"][0]["since"]
    program.cite([FINE, GONE])
    program.check("--only", "1")
    assert program.rows()["2"]["flags"][0]["since"] == since


def test_the_lost_history_of_a_broken_database_is_said(program: Program) -> None:
    program.cite([FINE])
    program.reports.mkdir()
    (program.reports / "history.db").write_bytes(b"This is no database at all, but it is long enough to be looked at.")
    ended = program.check()
    assert ended.status == 3
    assert "history.db" in ended.err
    assert "Traceback" not in ended.err


def test_rejudging_gives_the_same_bytes_without_any_network(program: Program) -> None:
    program.cite([FINE, GONE, SILENT])
    program.check()
    before = (program.reports / "latest.json").read_bytes()
    (program.reports / "latest.json").unlink()
    ended = program.run("report", "--rejudge")
    assert ended.status == 0, ended.err
    assert (program.reports / "latest.json").read_bytes() == before


def test_rejudging_without_its_evidence_says_so(program: Program) -> None:
    program.cite([FINE])
    program.check()
    run = program.reports / "runs" / program.latest()["run"]["id"]
    (run / "evidence.warc.gz").unlink()
    ended = program.run("report", "--rejudge")
    assert ended.status == 2
    assert "evidence.warc.gz" in ended.err


def test_within_the_cache_time_the_archives_are_asked_nothing_again(program: Program, web: Web) -> None:
    norinco = load(ROOT / "references.yaml").references
    program.cite(
        [{"title": each.title, "url": each.url, "access-date": each.access_date} for each in norinco if each.url]
    )
    ended = program.check()
    assert ended.status in (0, 1), ended.err
    before = program.rows()
    web.reset()
    assert program.check().status == 0
    again = [visit.target for visit in web.requests if visit.host == "web.archive.org"]
    assert again == []
    after = program.rows()
    assert {row["archive"]["state"] for row in after.values()} == {"good", "bad", "missing"}
    assert [row["archive"]["checked_at"] for row in after.values()] == [
        row["archive"]["checked_at"] for row in before.values()
    ]
    web.reset()
    program.check("-s", "CITEWATCH_ARCHIVE_CACHE_DAYS=0")
    assert [visit for visit in web.requests if visit.host == "web.archive.org"] != []


def test_a_run_that_a_verdict_still_rests_on_is_kept(program: Program) -> None:
    program.cite([GONE])
    for _ in range(3):
        program.check("-s", "CITEWATCH_KEEP_RUNS=1")
    kept = {path.name for path in (program.reports / "runs").iterdir()}
    evidence = program.rows()["1"]["archive"]["evidence"]
    assert evidence.split("/")[1] in kept
    assert len(kept) == 2


def test_two_footnotes_of_one_address_have_each_their_own_past(program: Program) -> None:
    quoted = FINE | {"quote": "Words that nobody ever wrote on any page of this web, or any other."}
    program.cite([FINE, quoted, FINE | {"title": "The ferry at Sandholm, again"}])
    program.check()
    assert "quote-not-found" in {flag["flag"] for flag in program.rows()["2"]["flags"]}
    since = {flag["flag"]: flag["since"] for flag in program.rows()["2"]["flags"]}
    for words in (["--only", "1"], []):
        assert program.check(*words).status == 0
        assert {flag["flag"]: flag["since"] for flag in program.rows()["2"]["flags"]} == since
        assert "quote-not-found" not in {flag["flag"] for flag in program.rows()["1"]["flags"]}


def test_an_archive_url_added_since_keeps_what_is_known_of_the_address(program: Program) -> None:
    program.cite([GONE])
    program.check()
    since = {flag["flag"]: flag["since"] for flag in program.rows()["1"]["flags"]}
    assert "dead-citation" in since
    program.cite([GONE | {"archive-url": "https://archive.ph/abcde"}])
    program.check()
    flags = {flag["flag"]: flag for flag in program.rows()["1"]["flags"]}
    assert (flags["dead-citation"]["since"], flags["dead-citation"]["new"]) == (since["dead-citation"], False)
    assert flags["bad-archive-url"]["new"]


BAD_SETTINGS = {
    "CITEWATCH_STRIKES=x": "whole number",
    "CITEWATCH_STRIKES=0": "whole number",
    "CITEWATCH_STRIKE_SPAN_DAYS=nan": "days",
    "CITEWATCH_ARCHIVE_CACHE_DAYS=1e12": "days",
    "CITEWATCH_BODY_LIMIT=2MiB": "bytes",
    "DOWNLOAD_DELAY=soon": "seconds",
    "CITEWATCH_CONTROL_HOSTS=": "host names",
    "CITEWATCH_TIMEMAPS=arquivo.pt": "http or https addresses",
    "CITEWATCH_STRIKE=5": "did you mean CITEWATCH_STRIKES",
}


@pytest.mark.parametrize(("setting", "said"), BAD_SETTINGS.items(), ids=list(BAD_SETTINGS))
def test_a_bad_setting_is_bad_usage(program: Program, setting: str, said: str) -> None:
    program.cite([FINE])
    ended = program.run("check", "-s", setting)
    assert ended.status == 2, ended.err
    assert said in ended.err
    assert not program.reports.exists()


def test_damaged_records_of_history_are_said(program: Program) -> None:
    program.cite([FINE])
    program.check()
    with closing(sqlite3.connect(program.reports / "history.db")) as history:
        history.execute("UPDATE verdicts SET row = '{}'")
        history.commit()
    for words in (["check", *program.network()], ["history", "1"], ["report"]):
        ended = program.run(*words)
        assert ended.status == 3, words
        assert "history.db" in ended.err
        assert "Traceback" not in ended.err


def test_a_clock_set_back_makes_nothing_new(program: Program) -> None:
    program.cite([GONE])
    program.check()
    with closing(sqlite3.connect(program.reports / "history.db")) as history:
        history.execute("PRAGMA foreign_keys = OFF")
        for table in ("runs", "observations", "verdicts", "events"):
            column = "id" if table == "runs" else "run"
            history.execute(f"UPDATE {table} SET {column} = '20990101T000000Z'")  # noqa: S608 - names of this test
        history.commit()
    assert program.check().status == 0
    assert [flag["new"] for flag in program.rows()["1"]["flags"]] == [False] * len(program.rows()["1"]["flags"])


def test_who_reads_no_further_is_no_fault(program: Program) -> None:
    program.cite([FINE])
    program.check()
    command = " ".join(map(shlex.quote, program.command("history", "1")))
    shell = subprocess.run(
        ["/bin/sh", "-c", f"{{ sleep 1; {command}; }} | true"],
        cwd=program.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in shell.stderr
    assert "fault" not in shell.stderr


def test_old_runs_make_room_and_history_stays(program: Program) -> None:
    program.cite([GONE])
    by_hand = program.reports / "runs" / "2019-kept-by-hand"
    by_hand.mkdir(parents=True)
    for _ in range(3):
        program.check("-s", "CITEWATCH_KEEP_RUNS=2", "-s", "CITEWATCH_ARCHIVE_CACHE_DAYS=0")
    kept = sorted(path.name for path in (program.reports / "runs").iterdir())
    assert by_hand.name in kept
    assert len(kept) == 3
    assert program.latest()["run"]["id"] in kept
    assert "the same in the next 2 runs" in program.run("history", "1").out
    assert program.run("report", "--rejudge").status == 0


def test_proxies_of_the_environment_count_only_when_told(program: Program, web: Web) -> None:
    program.cite([FINE])
    behind = replace(program, environment={"https_proxy": "http://127.0.0.1:1", "http_proxy": "http://127.0.0.1:1"})
    assert behind.check().err == ""
    assert behind.rows()["1"]["live"]["reason"] == "ok"
    web.reset()
    ended = behind.check("-s", "HTTPPROXY_ENABLED=1")
    assert "proxies are used" in ended.err
    assert ended.status == 3, "nothing listens where this proxy should be"
    assert web.requests == []


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copyfile(ROOT / "references.yaml", tmp_path / "references.yaml")
    return tmp_path


def test_a_citation_without_an_address_is_counted_and_said(
    copied: Path, make_program: Callable[[Web], Program], web: Web
) -> None:
    program = make_program(web)
    program.check("--only", "1,3")
    assert program.latest()["summary"]["unchecked"] == 11
    first = [line for line in (program.reports / "latest.md").read_text(encoding="utf-8").splitlines() if line][:2]
    assert "citewatch sync --write" in "\n".join(first)
    assert copied == program.folder
