"""The command itself: its help, its version, and a fault of its own."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from crawler import __version__
from crawler.cli import main
from tests.program import Program

COMMANDS = ["check", "history", "import", "notify", "repair", "report", "schedule", "sync"]


def test_help_names_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    assert all(f"  {name} " in shown.output for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "-h"])
    assert shown.exit_code == 0
    assert "Usage:" in shown.output


def test_version(program: Program) -> None:
    assert program.run("--version").out.strip() == f"citewatch, version {__version__}"


def test_a_fault_of_ours_exits_3_and_asks_for_a_report(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a fault made for this test")

    program.cite([{"title": "A"}])
    monkeypatch.chdir(program.folder)
    monkeypatch.setattr("crawler.cli.checking.check", broken)
    ended = CliRunner().invoke(main, ["check"])
    assert ended.exit_code == 3
    assert "report" in ended.output
