"""latest.json: the whole report for programs, held to a JSON Schema, and read back without loss."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_json

from crawler.history.record import Report, Row
from crawler.reports.printable import BIDI, INVISIBLE, LONE_SURROGATE
from crawler.reports.summary import counts, notices

SCHEMA_VERSION = "1.0"
ARTICLE_KEYS = ("title", "url", "revision", "imported")
_WRITTEN_OTHERWISE = re.compile(r"^ *(?:\"[^\"\n]*\": )?-?(?:\d[\d.]*e|0\.0000|NaN|Infinity)", re.MULTILINE)
UNSEEN = re.compile(f"[\x7f-\x9f\u2028\u2029{BIDI}{INVISIBLE}]")


class ReportUnreadableError(ValueError):
    """The text is not a latest.json that this version can read."""


def render(report: Report) -> str:
    """The report as indented JSON, the same text for the same report.

    Texts are kept to the letter; characters that a terminal would obey or nobody can see are written as JSON escapes,
    and lone surrogates, which UTF-8 cannot carry, as U+FFFD.

    Raises:
        ValueError: a figure is not a number (NaN or infinite).
    """
    return "".join(in_pieces(report))


def in_pieces(report: Report) -> Iterator[str]:
    """The same in pieces, a footnote each."""
    head = as_json(
        {
            "schema_version": SCHEMA_VERSION,
            "notices": list(notices(report)),
            "run": asdict(report.run),
            "article": {key: report.article.get(key) for key in ARTICLE_KEYS},
            "summary": counts(report),
        }
    )
    yield head.removesuffix("\n}\n") + ',\n  "references": ['
    for place, row in enumerate(report.rows):
        yield ("," if place else "") + f"\n{_row(row)}".replace("\n", "\n    ")
    yield ("\n  ]" if report.rows else "]") + "\n}\n"


def as_json(value: object) -> str:
    """The value as indented JSON with a final newline, nothing in it hidden from the eye."""
    return _seen(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def _row(row: Row) -> str:
    """The row as `as_json` would write it, by the quicker writer where both write it alike."""
    try:
        text = to_json(row, indent=2, inf_nan_mode="constants").decode("utf-8")
    except PydanticSerializationError:
        text = ""
    if not text or _WRITTEN_OTHERWISE.search(text):
        values = _row_adapter().dump_python(row, mode="python")
        text = json.dumps(values, ensure_ascii=False, indent=2, allow_nan=False)
    return _seen(text)


def _seen(text: str) -> str:
    if text.isascii() and "\x7f" not in text:
        return text
    return UNSEEN.sub(_escaped, LONE_SURROGATE.sub("\ufffd", text))


def read(text: str) -> Report:
    """The report that a latest.json holds: `read(render(report)) == report`.

    Raises:
        ReportUnreadableError: not JSON, of another schema version, or a value is missing or of another kind.
    """
    content = _loaded(text)
    try:
        article = {key: value for key, value in content["article"].items() if value is not None}
        return _adapter().validate_python({"run": content["run"], "article": article, "rows": content["references"]})
    except (KeyError, AttributeError) as error:
        raise ReportUnreadableError(_advice(f"it has no usable {error}")) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ReportUnreadableError(_advice(f"{where}: {first['msg']}")) from error


def load_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every latest.json keeps to."""
    schema: dict[str, Any] = json.loads(files(__package__).joinpath("latest.schema.json").read_text(encoding="utf-8"))
    return schema


def _loaded(text: str) -> Mapping[str, Any]:
    try:
        content = json.loads(text)
    except ValueError as error:
        raise ReportUnreadableError(_advice(f"not JSON, {error}")) from error
    version = content.get("schema_version") if isinstance(content, dict) else None
    if version != SCHEMA_VERSION:
        raise ReportUnreadableError(_advice(f"schema_version {SCHEMA_VERSION!r} expected, found {version!r}"))
    found: Mapping[str, Any] = content
    return found


def _advice(what: str) -> str:
    return f"latest.json cannot be read: {what}. Write it again with `citewatch report --run ID`."


@cache
def _row_adapter() -> TypeAdapter[Row]:
    return TypeAdapter(Row)


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]
