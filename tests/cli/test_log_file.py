"""The log of a check: what happened, a line a record, rotated; hostile text is escaped and secrets are left out."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from crawler.check.outcome import BadInputError, NotJudgedError
from crawler.cli.log_file import SECRETS, log_file, log_report
from tests.program import Program
from tests.reports.samples import HOSTILE_TITLES, flag, full, live, report, row

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (?:INFO|WARNING|ERROR) [\w.]+: .*")


def lines(path: Path) -> list[str]:
    text = path.read_bytes().decode("utf-8")
    assert text == "" or text.endswith("\n")
    found = text.split("\n")[:-1]
    assert all(map(LINE.fullmatch, found)), found
    return found


def logged(path: Path, *messages: object) -> list[str]:
    """The lines that these messages leave, without the one that opens each check."""
    with log_file({"LOG_FILE": str(path)}):
        for message in messages:
            logging.getLogger("scrapy.core").warning("%s", message)
    return lines(path)[1:]


def test_scrapy_s_own_words_count_from_log_level_on(tmp_path: Path) -> None:
    with log_file({"LOG_FILE": str(tmp_path / "a.log"), "LOG_LEVEL": "ERROR"}):
        logging.getLogger("scrapy.core").warning("not this")
        logging.getLogger("scrapy.core").error("this")
    assert [line.rpartition(": ")[2] for line in lines(tmp_path / "a.log")] == ["The check begins.", "this"]


def test_without_the_setting_nothing_is_logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = list(logging.root.handlers)
    with log_file({}):
        assert logging.root.handlers == before
    assert list(tmp_path.iterdir()) == []


def test_a_check_in_its_log(program: Program) -> None:
    program.cite([{"title": "A page that is gone", "url": "https://not-found.example/article"}])
    assert program.check("--quiet", "-s", "LOG_FILE=reports/citewatch.log").status == 1
    assert program.check("--only", "7", "--quiet", "-s", "LOG_FILE=reports/citewatch.log").status == 2
    first, run, news, raised, *second = lines(program.reports / "citewatch.log")
    assert first.endswith("The check begins.")
    assert program.latest()["run"]["id"] in run
    assert "1 footnote: 1 dead." in run
    assert "Newly flagged: 1 footnote (" in news
    assert "[1] dead-citation: A page that is gone" in raised
    assert "INFO citewatch: The check begins." in second[-2]
    assert "ERROR citewatch: --only 7: there is no footnote 7" in second[-1]


def test_the_folder_is_made_and_the_handler_goes_again(tmp_path: Path) -> None:
    before = list(logging.root.handlers)
    assert logged(tmp_path / "not yet" / "here" / "a.log", "first")[0].endswith("WARNING scrapy.core: first")
    assert logging.root.handlers == before


def test_what_is_newly_flagged_is_logged(tmp_path: Path) -> None:
    with log_file({"LOG_FILE": str(tmp_path / "a.log")}):
        log_report(full())
    found = lines(tmp_path / "a.log")
    assert "web replay" in found[1]
    assert "Newly flagged: 4 footnotes (4 flags)." in found[2]
    assert [line.partition("citewatch: ")[2] for line in found[3:]] == [
        "[2] moved: Moved house",
        "[3] dead-citation: Gone for good",
        "[4] needs-archive-url: Rescued by a snapshot",
        "[6] wrong-page: Usurped",
    ]


ENDS = {
    "not judged": (NotJudgedError("The network is away."), "ERROR citewatch: The network is away."),
    "a fault": (ZeroDivisionError("one by none"), "ERROR citewatch: A fault of citewatch itself.\\nTraceback"),
    "interrupted": (KeyboardInterrupt(), "ERROR citewatch: Interrupted: KeyboardInterrupt"),
}


@pytest.mark.parametrize(("error", "said"), ENDS.values(), ids=list(ENDS))
def test_how_it_ended_is_logged_and_still_raised(tmp_path: Path, error: BaseException, said: str) -> None:
    def end() -> None:
        with log_file({"LOG_FILE": str(tmp_path / "a.log")}):
            raise error

    with pytest.raises(type(error)):
        end()
    assert said in lines(tmp_path / "a.log")[-1]


def test_old_logs_are_kept_to_a_number_and_a_size(tmp_path: Path) -> None:
    settings = {"LOG_FILE": str(tmp_path / "a.log"), "CITEWATCH_LOG_BYTES": "1024", "CITEWATCH_LOG_KEEP": "2"}
    with log_file(settings):
        for number in range(100):
            logging.getLogger("citewatch").info("This is record %s, and it has some length of its own.", number)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.log", "a.log.1", "a.log.2"]
    assert all(path.stat().st_size <= 1024 for path in tmp_path.iterdir())
    assert "record 99" in lines(tmp_path / "a.log")[-1]
    assert "record 0," not in "".join(path.read_text() for path in tmp_path.iterdir())


def test_a_second_check_goes_on_in_the_same_file(tmp_path: Path) -> None:
    logged(tmp_path / "a.log", "first")
    assert [line.rpartition(": ")[2] for line in logged(tmp_path / "a.log", "second")] == [
        "first",
        "The check begins.",
        "second",
    ]


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=list(HOSTILE_TITLES))
def test_a_hostile_title_stays_on_its_line(tmp_path: Path, title: str) -> None:
    # Not to pytest's own handlers: what they keep of a lone surrogate cannot be sent from process to process.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logging.root, "handlers", [])
        with log_file({"LOG_FILE": str(tmp_path / "a.log")}):
            log_report(report(row(1, title, live=live("gone"), flags=(flag("moved", new=True),))))
    assert len(lines(tmp_path / "a.log")) == 4
    assert all(char.isprintable() for line in lines(tmp_path / "a.log") for char in line)


@given(st.text(max_size=60))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.log"
    path.unlink(missing_ok=True)
    (line,) = logged(path, text)
    assert line.isprintable()


def test_secrets_stay_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRETS:
        monkeypatch.setenv(name, f"hush-{name} another-{name}")
    words = [os.environ[name] for name in SECRETS]
    logged(tmp_path / "a.log", *words, "https://me:pass-word@press.example/a@b", "pass-word of https://x:pass-word@y/")
    text = (tmp_path / "a.log").read_text()
    assert "hush" not in text
    assert "another" not in text
    assert "https://…@press.example/a@b" in text
    assert "x:pass-word" not in text


WRONG = {
    "a folder": ({"LOG_FILE": "{folder}"}, "LOG_FILE"),
    "no folder can be there": ({"LOG_FILE": "/proc/none/a.log"}, "LOG_FILE=/proc/none/a.log"),
    "a size that is none": ({"LOG_FILE": "{folder}/a.log", "CITEWATCH_LOG_BYTES": "much"}, "CITEWATCH_LOG_BYTES"),
    "no level": ({"LOG_FILE": "{folder}/a.log", "LOG_LEVEL": "LOUD"}, "LOUD"),
    "fewer than none": ({"LOG_FILE": "{folder}/a.log", "CITEWATCH_LOG_KEEP": "-1"}, "CITEWATCH_LOG_KEEP"),
}


@pytest.mark.parametrize(("settings", "said"), WRONG.values(), ids=list(WRONG))
def test_a_log_that_cannot_be_is_bad_usage(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    given_ = {name: value.format(folder=tmp_path) for name, value in settings.items()}
    with pytest.raises(BadInputError, match=re.escape(said)), log_file(given_):
        pytest.fail("the check must not begin")


def test_a_disk_that_fills_up_ends_no_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    if not Path("/dev/full").exists():  # not Linux
        return
    with log_file({"LOG_FILE": str(tmp_path / "a.log")}):
        (handler,) = [each for each in logging.root.handlers if getattr(each, "baseFilename", "").endswith("a.log")]
        assert isinstance(handler, logging.FileHandler)
        handler.close()
        handler.baseFilename = "/dev/full"
        logging.getLogger("citewatch").error("This finds no room.")
    assert capfd.readouterr().err == ""
