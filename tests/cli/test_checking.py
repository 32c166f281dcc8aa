"""What a check of one article says of its end; that it is said, and when, is shown by whole runs in test_main."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.check.options import Options
from crawler.check.outcome import NOT_JUDGED, NotJudgedError, Outcome
from crawler.cli.checking import check_article, say_shortfall
from tests.reports.samples import report, row

WHOLE = report(row(1))
LOCKED = "Another run is at work."


def _said(folder: Path, problem: str, capsys: pytest.CaptureFixture[str], *, quiet: bool) -> str:
    options = Options(references=Path("references.yaml"), reports=folder)
    outcome = Outcome(options=options, report=None if problem else WHOLE, problem=problem)
    say_shortfall(outcome, "Norinco: ", quiet=quiet)
    out, err = capsys.readouterr()
    assert out == ""
    return err


@pytest.mark.parametrize(
    ("quiet", "said"),
    [(False, [True, True, False, True, True]), (True, [True, False, False, True, False])],
    ids=["each run", "quiet"],
)
def test_why_it_could_not_judge(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    quiet: bool,  # noqa: FBT001 - a case of the table
    said: list[bool],
) -> None:
    problems = [LOCKED, LOCKED, "", LOCKED, LOCKED]
    told = [_said(tmp_path, problem, capsys, quiet=quiet) for problem in problems]
    assert told == [f"Norinco: {LOCKED}\n" if each else "" for each in said]


def test_a_quiet_run_that_cannot_judge_raises_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise NotJudgedError(LOCKED)

    monkeypatch.setattr("crawler.cli.checking.check", locked)
    wanted = Options(references=tmp_path / "references.yaml", reports=tmp_path)
    with pytest.raises(NotJudgedError, match=LOCKED):
        check_article(wanted, quiet=True, as_json=False)
    assert check_article(wanted, quiet=True, as_json=False) == NOT_JUDGED
    with pytest.raises(NotJudgedError, match=LOCKED):
        check_article(wanted, quiet=False, as_json=False)
