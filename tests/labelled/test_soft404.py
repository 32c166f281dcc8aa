"""How the package is run apart; the environment here is a stand-in, so that no test installs anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.labelled.soft404 import MODEL, PINS, Soft404Error, probabilities


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An environment that counts as installed."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "installed").touch()
    return tmp_path


def python_that(home: Path, *lines: str) -> None:
    python = home / "bin" / "python"
    python.write_text("\n".join(["#!/bin/sh", *lines]), encoding="utf-8")
    python.chmod(0o700)


def test_the_pages_go_in_and_the_probabilities_come_out(home: Path) -> None:
    python_that(home, f'cat > {home}/given; echo "$@" > {home}/words; echo "[0.25, 1.0]"')
    assert probabilities(["<p>ä", "b"], home) == [0.25, 1.0]
    assert (home / "given").read_text(encoding="utf-8") == '["<p>\\u00e4", "b"]'
    assert (home / "words").read_text(encoding="utf-8").split() == ["-I", str(MODEL)]


def test_the_last_line_of_its_complaint_is_the_reason(home: Path) -> None:
    python_that(home, "echo Traceback >&2; echo 'ImportError: no joblib' >&2; exit 1")
    with pytest.raises(Soft404Error, match=r"^ImportError: no joblib$"):
        probabilities([], home)


def test_a_silent_end_has_no_reason(home: Path) -> None:
    python_that(home, "exit 3")
    with pytest.raises(Soft404Error, match="no reason given"):
        probabilities([], home)


def test_an_environment_without_python(home: Path) -> None:
    with pytest.raises(Soft404Error, match="bin/python"):
        probabilities([], home)


def test_its_versions_are_pinned() -> None:
    assert PINS[0] == "soft404==0.2.1"
    assert all("==" in pin for pin in PINS)
