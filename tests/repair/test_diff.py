"""The difference of two texts, as a terminal may show it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from crawler.repair.diff import render_diff


def test_a_unified_diff() -> None:
    before = "".join(f"{number}\n" for number in range(9))
    shown = render_diff(before, before.replace("4\n", "4\nnew\n"), "a.yaml")
    assert shown.splitlines()[:2] == ["--- a.yaml", "+++ a.yaml"]
    assert "+new\n" in shown
    assert "\n 0\n" not in shown, "three lines around it are enough"


def test_the_same_texts() -> None:
    assert render_diff("a\r\n", "a\r\n", "a") == ""


def test_blanks_within_and_before_stay() -> None:
    assert "-  a:  1\n+  a:  2 \n" in render_diff("  a:  1\n", "  a:  2 \n", "a")


def test_a_last_line_without_an_end() -> None:
    assert render_diff("a\nb", "a\nb\n", "a").endswith("-b\n\\ No newline at end of file\n+b\n")


def test_nothing_in_it_acts_on_a_terminal() -> None:
    shown = render_diff("a\r\n", "\x1b[31mred\x1b]8;;https://evil.example\x07 \u202egnp\x9b2J\rover\r\n", "a")
    assert "+red gnp over\n" in shown
    assert not set(shown) & set("\x1b\x07\u202e\x9b\r")


lines = st.lists(st.sampled_from(["a", "b", " c", "", "ü", "- d"]), max_size=8)


@given(lines, lines, st.sampled_from(["", "\n"]), st.sampled_from(["", "\n"]))
def test_patch_understands_it(one: list[str], other: list[str], first_end: str, second_end: str) -> None:
    """Where the text hides nothing the diff is a whole one: its lines are those of both texts."""
    before, after = "\n".join(one) + first_end, "\n".join(other) + second_end
    shown = render_diff(before, after, "a")
    assert (shown == "") == (before == after)
    body = [line for line in shown.split("\n")[2:-1] if not line.startswith(("@@", "\\"))]
    removed = sum(line.startswith("-") for line in body)
    added = sum(line.startswith("+") for line in body)
    count = [text.count("\n") + bool(text and not text.endswith("\n")) for text in (before, after)]
    assert added - removed == count[1] - count[0]


def test_the_program_patch_applies_it(tmp_path: Path) -> None:
    before, after = "a: 1\nb: 2\nc: 3\n", "a: 1\nb: two\nc: 3\nd: 4"
    file = tmp_path / "a.yaml"
    file.write_text(before)
    patch = shutil.which("patch")
    if patch is None:  # Not every machine has it; then what git makes of it is enough.
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
        command = ["git", "-C", str(tmp_path), "apply", "-p0", "-"]
    else:
        command = [patch, "-s", "-d", str(tmp_path), "-p0"]
    subprocess.run(command, input=render_diff(before, after, "a.yaml").encode(), check=True)
    assert file.read_text() == after
