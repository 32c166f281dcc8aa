"""A list of references as a file: references.yaml read whole and strictly, with every mistake named at once.

A file named .jsonl or .ndjson is JSON Lines, one named .csv is CSV. `dump` writes references.yaml; what is written
reads back as the same value: `parse(dump(x)) == x`.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Never

from crawler.references import csv_rows, form, json_lines, yaml_tree
from crawler.references.citation import References
from crawler.references.credentials import public
from crawler.references.given_article import refuse_article
from crawler.references.own_report import OPENING, refuse_report
from crawler.references.problem import Problem, ReferencesError
from crawler.references.writing import dump

__all__ = ["MAX_BYTES", "Problem", "ReferencesError", "dump", "is_yaml", "load", "parse"]

MAX_BYTES = 10_000_000
"""The largest references.yaml that is read."""


_LOADERS = {".jsonl": json_lines.load, ".ndjson": json_lines.load, ".csv": csv_rows.load}


def is_yaml(path: Path) -> bool:
    """Whether the file is a references.yaml, in which comments and order are kept when it is changed."""
    return path.suffix.lower() not in _LOADERS


def load(path: Path | str) -> References:
    """The references in the file, without user names and passwords in their addresses.

    Raises ReferencesError, which names every problem with file, line and column.
    """
    name, opening = str(path), _opening(Path(path))
    refuse_report(opening, name)
    if loader := _LOADERS.get(Path(path).suffix.lower()):
        return public(loader(Path(path)))
    refuse_article(opening, name)
    return public(parse(_decoded(_bytes(Path(path), name), name), name))


def parse(text: str, name: str = "references.yaml") -> References:
    """The references in a text; `name` stands for the file in messages. Raises ReferencesError."""
    if len(text) > MAX_BYTES:
        _fail(name, _too_large())
    return form.read(yaml_tree.parse(text.removeprefix("\ufeff"), name), name)


def _opening(path: Path) -> str:
    """How the file begins; "" where it cannot be read, of which its reader has more to say."""
    with suppress(OSError, ValueError), path.open("rb") as file:
        return file.read(OPENING).decode("utf-8", "replace")
    return ""


def _bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        _fail(name, f"cannot be read ({said}); expected a references.yaml, as `citewatch import` writes it")
    if len(content) > MAX_BYTES:
        _fail(name, _too_large())
    return content


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        message = f"the byte 0x{content[error.start]:02X} is not UTF-8; expected a file in UTF-8"
        raise ReferencesError((Problem(file=name, line=line, column=column, where="", message=message),)) from None


def _too_large() -> str:
    return f"over {MAX_BYTES // 1_000_000} MB; expected a shorter list, or JSON Lines (.jsonl) or CSV for a long one"


def _fail(name: str, message: str) -> Never:
    raise ReferencesError((Problem(file=name, line=0, column=0, where="", message=message),))
