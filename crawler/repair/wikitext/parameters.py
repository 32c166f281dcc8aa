"""A template's parameters with their places, and the edits that set one in the template's own layout."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.references.wikitext.markup import Template
from crawler.repair.wikitext.edit import Edit
from crawler.repair.wikitext.mask import COMMENT, masked

_COMMENTS = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Without its semicolon an entity is none in wikitext: `&copy=1` is a parameter of an address.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BLANKS = re.compile(r"\s*")
_MAGIC = (("{{=}}", "="), ("{{!}}", "|"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """`name` as it is written ("" for one without a name); its value's text, without comments, is `value`.

    Places in the page: `start` and `end` between the pipes, `named_at` and `equals` of the name and its sign,
    `value_start` and `value_end` of the value without the blanks and comments around it.
    """

    name: str
    value: str
    start: int
    end: int
    named_at: int
    equals: int
    value_start: int
    value_end: int


def parameters(page: str, template: Template) -> tuple[Parameter, ...]:
    """All of a template's parameters, in order."""
    return tuple(
        _parameter(page, masked(page, part.nodes, part.start, part.end), part.start, part.end)
        for part in template.parts[1:]
    )


def plain(text: str) -> str:
    """A value as the reader gets it: without comments, entities and the templates for `=` and `|` resolved."""
    bare = _COMMENTS.sub("", text)
    for template, sign in _MAGIC:
        bare = bare.replace(template, sign)
    return _ENTITY.sub(lambda found: html.unescape(found[0]), bare).strip()


def set_value(page: str, template: Template, parameter: Parameter, value: str) -> Edit:
    """The edit that gives a parameter which stands there another value."""
    if parameter.value_start < parameter.value_end:
        return Edit(parameter.value_start, parameter.value_end, value)
    usual = Counter(_lead(page, each) for each in parameters(page, template) if each.name and each.value)
    lead = usual.most_common(1)[0][0] if usual else ""
    place = parameter.equals + 1
    if page.startswith(lead, place) and place + len(lead) <= parameter.end:
        place += len(lead)
    return Edit(place, place, value)


def add_after(page: str, template: Template, anchor: Parameter, added: Sequence[tuple[str, str]]) -> Edit:
    """The edit that puts new parameters (name, value) behind `anchor`, spaced and broken into lines as it is."""
    every = parameters(page, template)
    body = page[anchor.start : anchor.end]
    place = anchor.start + len(body.rstrip())
    gap = body[len(body.rstrip()) :] if anchor.end != every[-1].end else _gap_before(page, template, every)
    lead = page[anchor.start : anchor.named_at]
    lead = lead if not lead.strip() else ""
    width, trail = _width(page, every), page[anchor.named_at + len(anchor.name) : anchor.equals]
    trail = trail if not trail.strip() else ""
    written = [
        f"{gap}|{lead}{(name + trail) if width is None else _filled(name, width)}={_lead(page, anchor)}{value}"
        for name, value in added
    ]
    return Edit(place, place, "".join(written))


def _parameter(page: str, mask: str, start: int, end: int) -> Parameter:
    sign = mask.find("=")
    name = mask[: max(sign, 0)].replace(COMMENT, " ").strip()
    named_at = start + mask.find(name) if name else start
    inner = sign + 1
    blank = f" \t\r\n\f\v{COMMENT}"
    value_start = inner + len(mask[inner:]) - len(mask[inner:].lstrip(blank))
    value_end = max(value_start, inner + len(mask[inner:].rstrip(blank)))
    return Parameter(
        name=name,
        value=plain(page[start + value_start : start + value_end]),
        start=start,
        end=end,
        named_at=named_at,
        equals=start + sign if sign >= 0 else start - 1,
        value_start=start + value_start,
        value_end=start + value_end,
    )


def _lead(page: str, parameter: Parameter) -> str:
    """The blanks between the sign and the value; of an empty one those of its line at most."""
    found = _BLANKS.match(page, parameter.equals + 1, max(parameter.value_start, parameter.equals + 1))
    blanks = found[0] if found else ""
    return blanks if parameter.value and "\n" not in blanks else ""


def _gap_before(page: str, template: Template, every: Sequence[Parameter]) -> str:
    """What stands before the pipe of the last parameter: the gap behind the last belongs to the closing braces."""
    before = every[-2] if len(every) > 1 else template.parts[0]
    body = page[before.start : before.end]
    return body[len(body.rstrip()) :]


def _width(page: str, every: Sequence[Parameter]) -> int | None:
    """The width to which all names are filled up so that their signs stand below each other; None where they do not."""
    named = [each for each in every if each.name]
    widths = {each.equals - each.named_at for each in named}
    lengths = {len(each.name) for each in named}
    return (
        widths.pop() if len(widths) == 1 and len(lengths) > 1 and "\n" in page[every[0].start : every[-1].end] else None
    )


def _filled(name: str, width: int) -> str:
    return name.ljust(width) if len(name) < width else f"{name} "
