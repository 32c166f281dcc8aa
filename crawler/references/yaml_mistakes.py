"""The commonest mistakes in hand-written YAML: what the parser says of each, and what a person should do about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from crawler.references.problem import shown

_PAIR = re.compile(r"\s*(?:- +)?(?P<key>[\w-]+):(?: +(?P<value>.*?))? *")
_NO_SPACE_BEHIND_COLON = re.compile(r"\s*(?:- +)?[\w-]+:[^\s:].*")
_NO_SPACE_BEHIND_DASH = re.compile(r"\s*-[^\s-].*")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_CUT = 40


@dataclass(frozen=True, slots=True)
class Slip:
    """Where the parser gave up and what it said: the lines of the text, line and column from 0.

    `opened` is the line (from 0) of what it was reading, such as an open quote.
    """

    said: str
    lines: list[str]
    line: int
    column: int
    opened: int

    def at(self, number: int) -> str:
        """A line of the text; "" outside it."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    @property
    def above(self) -> str:
        """The last line above that is not blank."""
        return next((line for line in reversed(self.lines[: self.line]) if line.strip()), "")


def advice(slip: Slip) -> str:
    """What to do, as the end of a sentence; "" where the parser's words must be enough."""
    if any(_CONFLICT.match(slip.at(number)) for number in range(slip.opened, slip.line + 1)):
        return "a merge conflict stands in the file: keep one of its two sides"
    return next((found for words, advise in _TABLE if words in slip.said and (found := advise(slip))), "")


def _colon(slip: Slip) -> str:
    pair = _PAIR.fullmatch(slip.at(slip.line))
    if pair and pair["value"] and slip.column > pair.start("value"):
        return f'a value with ": " in it must stand in quotes, as in {_quoted(pair["key"], pair["value"])}'
    if _NO_SPACE_BEHIND_DASH.fullmatch(slip.above):
        return f"write a space behind the dash of the line above ({shown(slip.above.strip())})"
    if _NO_SPACE_BEHIND_COLON.fullmatch(slip.above):
        return f"write a space behind the colon of the line above ({shown(slip.above.strip())})"
    return _indentation(slip)


def _indentation(slip: Slip) -> str:
    if slip.at(slip.line).lstrip().startswith("- "):
        return 'see that this "-" is indented like those of the entries above'
    return "see that this line is indented like the keys of the entry above"


def _no_colon(slip: Slip) -> str:
    line = slip.at(slip.opened).strip()
    return f'see that line {slip.opened + 1} ({shown(line)}) has ": " (with the space) behind its key'


def _behind(slip: Slip) -> str:
    """Text behind a closing quote or bracket."""
    pair = _PAIR.fullmatch(slip.at(slip.line))
    start = (pair["value"] or "")[:1] if pair else ""
    if pair and start in ("[", "{"):
        return f'a value that begins with "{start}" must stand in quotes, as in {_quoted(pair["key"], pair["value"])}'
    return """a quoted value ended before this; write a quote within '…' twice ('') and within "…" as \\\""""


def _start(slip: Slip) -> str:
    pair = _PAIR.fullmatch(slip.at(slip.line))
    if not pair or not pair["value"]:
        return ""
    begins = pair["value"][0]
    return f'a value that begins with "{begins}" must stand in quotes, as in {_quoted(pair["key"], pair["value"])}'


def _quoted(key: str, value: str) -> str:
    cut = value if len(value) <= _CUT else value[: _CUT - 1] + "…"
    return f"{key}: '{cut}'" if '"' in cut or "\\" in cut else f'{key}: "{cut}"'


def _always(words: str) -> Callable[[Slip], str]:
    return lambda _: words


def _unclosed(slip: Slip) -> str:
    return f"see that the quote that opens on line {slip.opened + 1} is closed"


_TABLE: tuple[tuple[str, Callable[[Slip], str]], ...] = (
    ("found character '\\t'", _always("indent with spaces, not with tabs")),
    ("mapping values are not allowed", _colon),
    ("<block end>, but found '<scalar>'", _behind),
    ("<block end>, but found", _indentation),
    ("unexpected end of stream", _unclosed),
    ("could not find expected ':'", _no_colon),
    ("cannot start any token", _start),
    ("expected a comment or a line break", _start),
    ("entries are not allowed here", _start),
    ("keys are not allowed here", _start),
    ("expected the node content", _start),
    ("unknown escape character", _always(r"""write \\ for a backslash within "…", or put the value in '…'""")),
    ("expected ',' or", _always('close the bracket, or put a value that begins with "[" or "{" in quotes')),
)
"""What the parser's message has in it, and the advice; the first that has any is given."""
