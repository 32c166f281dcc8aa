"""References as CSV for spreadsheets: a row a footnote, columns named as the keys of references.yaml; read row by row.

Several authors or editors stand in one cell with "; " between them, or as a JSON list; `other` and `cited-by` are JSON.
What is known of the article stands in columns of its own (`article title` ...), in the first row. A text that a
spreadsheet would take for a formula stands behind an apostrophe, which is taken away again: `parse(dump(x)) == x`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields, replace
from io import StringIO
from pathlib import Path
from typing import Any

from crawler.references import form
from crawler.references.citation import Article, Citation, References, key_of
from crawler.references.json_lines import entry_of
from crawler.references.json_nodes import NotANodeError, node_of, scalar_of
from crawler.references.problem import Problem, shown
from crawler.references.text_lines import Line, lines_in, lines_of
from crawler.references.yaml_tree import Mapping as Pairs
from crawler.references.yaml_tree import Node, Place, Scalar, Sequence

KEYS = tuple(key_of(part.name) for part in fields(Citation))
ARTICLE_COLUMNS = {f"article {part.name}": part.name for part in fields(Article)}

_LISTS = ("author", "editor")
_AS_JSON = ("other", "cited-by")
_DELIMITERS = ",;\t"
_EXPECTED = "expected a first row that names columns, such as number,title,url, and a row a footnote"
_FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_QUOTED_FORMULA = re.compile(r"'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def load(path: Path) -> References:
    """The references in the file. Raises ReferencesError, which names every problem with its line."""
    problems: list[Problem] = []
    return _read(lines_of(path, problems), str(path), problems)


def parse(text: str, name: str = "references.csv") -> References:
    """The references in a text; `name` stands for the file in messages. Raises ReferencesError."""
    problems: list[Problem] = []
    return _read(lines_in(text, name, problems), name, problems)


def dump(references: References) -> str:
    """The text of a list in CSV, with the columns that are used."""
    article = {f"article {key}": value for key, value in asdict(references.article).items() if value}
    rows = [{key: _cell(key, value) for key, value in entry_of(each).items()} for each in references.references]
    if rows:
        rows[0] |= {column: _cell(column, value) for column, value in article.items()}
    used = {column for row in rows for column in row}
    out = StringIO(newline="")
    writer = csv.DictWriter(out, [column for column in (*KEYS, *ARTICLE_COLUMNS) if column in used])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _cell(key: str, value: Any) -> str:
    if key in _AS_JSON:
        return json.dumps(value, ensure_ascii=False)
    text = str(value)
    if isinstance(value, list):
        text = "; ".join(value)
        text = text if _listed(text) == value else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if _FORMULA.match(text) else text


def _listed(text: str) -> list[str]:
    return [part for each in text.split(";") if (part := each.strip())] if not text.startswith("[") else []


def _read(lines: Iterable[Line], name: str, problems: list[Problem]) -> References:
    return form.read_entries(_nodes(lines, name, problems), name, problems, _EXPECTED)


def _nodes(lines: Iterable[Line], name: str, problems: list[Problem]) -> Iterator[Node]:
    """The first row's words on the article, then an entry a row."""

    def say(line: int, message: str) -> None:
        problems.append(Problem(file=name, line=line, column=1, where="", message=message))

    rows = _rows(lines, say)
    _, header = next(rows, (1, []))
    columns = [column.strip().lower() for column in header]
    if not _check_header(columns, say):
        return
    for position, (line, cells) in enumerate(rows):
        if len(cells) != len(columns):
            say(
                line, f"{len(cells)} cells; expected {len(columns)}, as many as there are columns (is the row cut off?)"
            )
            continue
        place = Place(line, 1, 0, 0)
        row = {column: _plain(cell) for column, cell in zip(columns, cells, strict=True)}
        if position == 0:
            yield from _on_the_article(row, place)
        try:
            entry = {key: _value(key, cell, place) for key, cell in row.items() if cell and key in KEYS}
        except NotANodeError as error:
            say(line, str(error))
        else:
            yield _pairs(entry, place)


def _on_the_article(row: Mapping[str, str], place: Place) -> Iterator[Node]:
    said = {key: _text(row[column], place) for column, key in ARTICLE_COLUMNS.items() if row.get(column)}
    if said:
        yield _pairs({"article": _pairs(said, place)}, place)


def _check_header(columns: list[str], say: Any) -> bool:
    """Whether the rows can be read; says of each column what is wrong with it."""
    known = (*KEYS, *ARTICLE_COLUMNS)
    unknown = [column for column in columns if column not in known]
    for column in unknown:
        say(1, form.nearest_key(column, known) if column else f"a column without a name; {_EXPECTED}")
    twice = dict.fromkeys(column for column in columns if column in known and columns.count(column) > 1)
    for column in twice:
        say(1, f"the column {shown(column)} stands twice; expected it once")
    if "number" not in columns:
        say(1, f'no column "number"; {_EXPECTED}')
    return not unknown and not twice and "number" in columns


def _rows(lines: Iterable[Line], say: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the number of the line on which it begins."""
    kept = iter(lines)
    first = next(kept, None)
    if first is None:
        return
    delimiter = max(_DELIMITERS, key=first.text.count)
    texts = (line.text for line in _again(first, kept))
    reader = csv.reader(texts, delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        say(line, f"not CSV: {error}; see that each quote is closed and the whole file has come")


def _again(first: Line, rest: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from rest


def _plain(cell: str) -> str:
    return cell[1:] if _QUOTED_FORMULA.match(cell) else cell


def _value(key: str, cell: str, place: Place) -> Node:
    if key in _AS_JSON or (key in _LISTS and cell.startswith("[")):
        try:
            return node_of(cell, place.line)
        except NotANodeError as error:
            raise NotANodeError(f"{key}: {error}; expected JSON, as `citewatch import` writes it") from None
    if key in _LISTS:
        return Sequence(place=place, items=tuple(_text(part, place) for part in _listed(cell)), flow=True)
    return _text(cell.strip() if key == "number" else cell, place)


def _text(cell: str, place: Place) -> Node:
    # A cell does not say whether it is a text or a number: what it has to be says its column.
    return replace(scalar_of(cell, place), plain=True)


def _pairs(values: Mapping[str, Node], place: Place) -> Pairs:
    keys = [Scalar(place=place, text=key, plain=True, null=False) for key in values]
    return Pairs(place=place, pairs=tuple(zip(keys, values.values(), strict=True)), flow=True)
