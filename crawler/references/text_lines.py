"""The lines of a file or a text one at a time, however long the whole is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from crawler.references.problem import Problem

LONGEST = 1_000_000
"""Bytes that one line may have."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number, from 1; `ends` says whether its end was there, which only the last one's may not."""

    number: int
    text: str
    ends: bool


def lines_of(path: Path, problems: list[Problem]) -> Iterator[Line]:
    """The lines of the file. What cannot be read is added to `problems`, with the file's name."""
    name = str(path)
    try:
        with path.open("rb") as file:
            yield from _lines(file, name, problems)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        message = f"cannot be read ({said}); expected a list of references, as `citewatch import` writes it"
        problems.append(Problem(file=name, line=0, column=0, where="", message=message))


def lines_in(text: str, name: str, problems: list[Problem]) -> Iterator[Line]:
    """The lines of a text; `name` stands for the file in `problems`."""
    yield from _lines(BytesIO(text.encode("utf-8", "surrogatepass")), name, problems)


def _lines(file: BinaryIO, name: str, problems: list[Problem]) -> Iterator[Line]:
    number = 0
    while content := file.readline(LONGEST + 1):
        number += 1
        if len(content) > LONGEST:
            message = f"a line of over {LONGEST // 1_000_000} MB; expected one reference a line"
            problems.append(Problem(file=name, line=number, column=1, where="", message=message))
            return
        encoding = "utf-8-sig" if number == 1 else "utf-8"
        try:
            content.decode(encoding)
        except UnicodeDecodeError as error:
            message = f"the byte 0x{content[error.start]:02X} is not UTF-8; expected a file in UTF-8"
            problems.append(Problem(file=name, line=number, column=error.start + 1, where="", message=message))
        # With something in the place of what cannot be read, so that the mistakes of the other lines are named too.
        yield Line(number, content.decode(encoding, "replace"), content.endswith(b"\n"))
