"""What is wrong with what was read: a references.yaml (every problem with its place) or the source of an import."""

from __future__ import annotations

from dataclasses import dataclass

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend. `line` and `column` count from 1; 0 stands for the file as a whole.

    `where` names the value as a person would (`footnote 3: archive-date`, `footnote note:2: author 1`, `entry 4` for a
    footnote whose number cannot be read; all counted from 1; "" for the document itself), `message` says what was
    found and what is expected.
    """

    file: str
    line: int
    column: int
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return ": ".join(part for part in (place, self.where, self.message) if part)


class ReferencesError(ValueError):
    """A references.yaml that cannot be used. `problems` has every one found, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
        super().__init__("\n".join(map(str, self.problems)))


class FootnotesError(ValueError):
    """An article whose footnotes cannot be read: the message says why and what to do."""


class NoFootnotesError(FootnotesError):
    """An article without a list of footnotes, so there is nothing to check. `expected` says what was looked for."""

    def __init__(self, expected: str) -> None:
        super().__init__(f"no footnotes found; expected {expected}")


def shown(text: str) -> str:
    """A text as a message quotes it: on one line, printable, cut where it is long."""
    cut = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    printable = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in cut)
    return f'"{printable}"'
