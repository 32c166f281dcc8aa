"""Short footnotes, "Smith 2010, p. 5": how they are named, and which work of the bibliography they mean.

{{sfn}} makes a footnote named `FOOTNOTE` and its words, so that the same words are one footnote; it and {{harv}} lead
to the anchor `CITEREF` and up to four family names and the year, which a citation template sets for its work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crawler.references.wikitext.markup import Template
from crawler.references.wikitext.plain import plain
from crawler.references.wikitext.template import Value, arguments, name_of

_YEAR = re.compile(r"\b\d{4}[a-z]?(?!\d)", re.ASCII)
_NAMES = 4
_PLACES = (("p", "page", "с", "стр", "s", "str"), ("pp", "pages"), ("loc", "at"))  # noqa: RUF001 - a page in Russian
_MANY = ("sfnm", "sfnmp")
_WORKS = 9


def name_of_short(name: str, values: Mapping[str, Value]) -> str:
    """The name of the footnote that {{sfn}} or {{sfnm}} makes."""
    if name in _MANY:
        return "FOOTNOTE" + "".join("".join((*works, *places)) for works, places in _numbered(values))
    words = [_given(values, (str(number),)) for number in range(1, _NAMES + 2)]
    return "FOOTNOTE" + "".join([*words, *(_given(values, names) for names in _PLACES)])


def anchors_of_short(template: Template) -> list[str]:
    """The works that a short citation names, as `anchor_of_work` names them."""
    name, values = name_of(template), arguments(template)
    if name in _MANY:
        return ["".join(words) for words, _ in _numbered(values)]
    if given := _given(values, ("ref", "ref1")):
        return [given.removeprefix("CITEREF")]
    return ["".join(_given(values, (str(number),)) for number in range(1, _NAMES + 2))]


def place_of_short(template: Template) -> tuple[str, str]:
    """Where in the work, as a citation template names it, ("page", "5"), ("at", "ch. 2"); two "" where it says none."""
    values = arguments(template)
    found = zip(("page", "pages", "at"), (_given(values, names) for names in _PLACES), strict=True)
    return next(((name, place) for name, place in found if place), ("", ""))


def words_of_short(template: Template) -> str:
    """A short citation as its template prints it: `Smith & Doe 2010, p. 5`."""
    name, values = name_of(template), arguments(template)
    if name in _MANY:
        return "; ".join(" ".join(words) for words, _ in _numbered(values))
    words = [word for number in range(1, _NAMES + 2) if (word := _given(values, (str(number),)))]
    *names, year = words or [""]
    joined = " & ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    key, place = place_of_short(template)
    printed = {"page": f"p. {place}", "pages": f"pp. {place}"}.get(key, place)
    return ", ".join(part for part in (f"{joined} {year}".strip(), printed) if part)


def anchor_of_work(template: Template, names: list[str], date: str) -> str:
    """The anchor of a citation template, without `CITEREF`; "" where it sets none.

    `names` are its authors' family names, or without authors its editors'; `date` is its date as written.
    """
    values = arguments(template)
    given = values.get("ref")
    if given is not None:
        for node in given.nodes:
            if isinstance(node, Template) and name_of(node) in ("sfnref", "harvid"):
                return "".join(_given(arguments(node), (str(number),)) for number in range(1, _NAMES + 2))
        text = plain(given.nodes)
        if text and text != "harv":
            return "" if text == "none" else text.removeprefix("CITEREF")
    year = _YEAR.search(date)
    return "".join(names[:_NAMES]) + (year[0] if year else date)


def _given(values: Mapping[str, Value], names: tuple[str, ...]) -> str:
    return next((text for name in names if name in values and (text := plain(values[name].nodes))), "")


def _numbered(values: Mapping[str, Value]) -> Iterator[tuple[list[str], list[str]]]:
    """For each work of {{sfnm}} its names with the year, and the places in it."""
    for work in map(str, range(1, _WORKS + 1)):
        names = [text for number in range(1, _NAMES + 1) if (text := _given(values, (f"{work}a{number}",)))]
        year = _given(values, (f"{work}y", f"{work}year"))
        if names or year:
            places = [_given(values, tuple(f"{work}{name}" for name in names_)) for names_ in _PLACES]
            yield [*names, year], places
