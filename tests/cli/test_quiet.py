"""What a quiet run says: what is new, once a footnote what to do, and once that it could not judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.cli.quiet import say_news, say_once
from crawler.reports.flagged import what_to_do
from tests.reports.samples import HOSTILE_TITLES, archive, flag, full, live, report, row


def test_nothing_new_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    say_news(report(row(1), row(2, flags=(flag("moved"),))), Path("reports"))
    assert capsys.readouterr() == ("", "")


def test_what_to_do_is_said_once_a_footnote(capsys: pytest.CaptureFixture[str]) -> None:
    gone = row(
        7,
        "A story",
        live=live("gone"),
        archive=archive("bad"),
        flags=(flag("dead-citation", new=True), flag("bad-archive-url", new=True), flag("moved")),
    )
    say_news(report(row(1), gone), Path("reports"))
    first, second, advice, last = capsys.readouterr().out.splitlines()
    assert first.startswith("[7] A story: dead-citation. ")
    assert second.startswith("[7] A story: bad-archive-url. ")
    assert advice == f"    {what_to_do(gone)}"
    assert last == "Newly flagged: 1 footnote (2 flags). The report: reports/latest.html"


def test_a_line_for_each_new_flag(capsys: pytest.CaptureFixture[str]) -> None:
    say_news(full(), Path("reports"))
    lines = capsys.readouterr().out.splitlines()
    assert [line[:3] for line in lines if line.startswith("[")] == ["[2]", "[3]", "[4]", "[6]"]
    assert lines[-1].startswith("Newly flagged: 4 footnotes (4 flags).")


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=list(HOSTILE_TITLES))
def test_a_hostile_title_stays_on_its_line(title: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_news(report(row(1, title, flags=(flag("moved", new=True),))), Path("reports"))
    out = capsys.readouterr().out
    assert out.count("\n") == 3
    assert not set(out) & set("\x00\x07\x1b\x9b\u202e\u200b")


def test_that_a_run_could_not_judge_is_news_once_until_one_can(tmp_path: Path) -> None:
    assert [say_once(tmp_path, said) for said in ("no network", "no network", "lock", "", "", "no network")] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]


def test_a_history_that_cannot_be_read_keeps_no_secret_of_it(tmp_path: Path) -> None:
    (tmp_path / "history.db").write_bytes(b"This is no database at all, but it is long enough to be looked at.")
    assert [say_once(tmp_path, "no network") for _ in range(2)] == [True, True]
