"""A run that asked about no footnote says that nothing was due; any other says nothing of it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from crawler.cli.due import NOTHING, say_nothing_due
from crawler.history.record import Report
from crawler.history.store import History
from tests.reports.samples import report, row

LAST = report(row(1), row(2), web="live")


def finished(folder: Path, ended: Report, asked: tuple[str, ...]) -> Path:
    with closing(History(folder / "history.db")) as history:
        history.begin_run(ended.run, "", {})
        history.finish_run(ended, [each.label for each in ended.rows], asked, ())
    return folder


@pytest.mark.parametrize(
    ("asked", "prefix", "said"),
    [
        ((), "", f"{NOTHING}\n"),
        ((), "Norinco: ", f"Norinco: {NOTHING}\n"),
        (("1",), "", ""),
        (("1", "2"), "Norinco: ", ""),
    ],
)
def test_said_where_no_footnote_was_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], prefix: str, said: str
) -> None:
    say_nothing_due(finished(tmp_path, LAST, asked), LAST.run, prefix)
    assert capsys.readouterr().out == said
