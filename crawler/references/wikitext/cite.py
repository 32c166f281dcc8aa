"""The footnotes of a page in MediaWiki's count: what its Cite extension makes of each <ref> and <references>.

The rules, as the extension's source has them (its classes ReferenceStack and Validator, 2025):

- Each group ("" for the default) counts from 1. A footnote gets its number where it is first cited.
- A name belongs to its group; `a` and `A` are two names. Citing a name again gives the same number, wherever its text
  stands. The first text counts; another text under the name is an error beside it.
- Without a name a footnote needs text: `<ref></ref>` and `<ref />` are errors and get no number. A name of digits alone
  is an error. A name that nowhere has text keeps its number, and the list shows an error.
- `follow="a"` adds its text to footnote `a`, without a marker. It excludes `name`.
- `details="p. 5"` cites the footnote of that name as sub-reference 1.1, 1.2 ...; `extends="a"` is its older spelling,
  where the tag's text is the detail. The main footnote gets its number there if it has none yet.
- A <ref> before its text is over is an error without a number: somebody forgot a closing tag.
- Unknown attributes are warnings, and the footnote counts (until 2024 they were errors).
- <references> lists what its group has so far; then the group counts from 1 again and has forgotten its names. What it
  defines (list-defined references) must be named, have text, be cited before, and be of its group.
- What is left at the page's end: the default group gets a list of its own; another group shows markers, and an error
  for the list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from crawler.references.problem import shown

_KNOWN = ("name", "group", "follow", "dir", "extends", "details")
_WITHIN = re.compile(r"<(\w+)[^>]*>.*?</\1\s*>|<!--.*?-->", re.DOTALL)
_LONGEST = 20_000
_REF = re.compile(r"<ref(?:erences)?\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Content:
    """A footnote's wikitext and the place in the page where it begins.

    It is a tag's, which Cite reads late, so that a footnote within it gets no number; or a template's argument, whose
    footnotes are numbered before it; or a short citation, {{sfn}} itself.
    """

    text: str
    start: int
    source: Literal["tag", "argument", "short"] = "tag"


@dataclass(frozen=True, slots=True)
class Mark:
    """One citing of a footnote: a tag's attributes and content (None where it closes itself), and its place."""

    attributes: Mapping[str, str]
    content: Content | None
    start: int


@dataclass(slots=True, eq=False)
class Footnote:
    """A footnote: its number in its group, its texts (those of `follow` after the first), its main one if it is 1.1."""

    group: str
    number: int
    name: str
    start: int
    texts: list[Content] = field(default_factory=list)
    main: Footnote | None = None
    details: list[Footnote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of a place in the page, and of the footnote that it concerns."""

    start: int
    message: str
    footnote: Footnote | None = None


class Cite:
    """The state that Cite keeps while a page is read from its top to its end."""

    def __init__(self) -> None:
        self.lists: list[list[Footnote]] = []
        self.remarks: list[Remark] = []
        self._groups: dict[str, dict[str, Footnote]] = {}
        self._counts: dict[str, int] = {}

    def cite(self, mark: Mark) -> Footnote | None:
        """The footnote that a <ref> in the text cites, new or known; None where it is an error or a `follow`."""
        error = _error(mark)
        if error:
            self.remark(mark.start, f"{error}: no number")
            return None
        if strange := [name for name in mark.attributes if name not in _KNOWN]:
            self.remark(
                mark.start, f"a <ref> with {shown(strange[0])}, which Cite does not know; expected name or group"
            )
        if mark.attributes.get("follow"):
            self._follow(mark)
            return None
        return self._detail(mark) or self._cited(mark, mark.attributes.get("name", ""))

    def define(self, mark: Mark, group: str) -> None:
        """Takes a <ref> within <references> of the group: the text of a footnote that was cited before."""
        name = mark.attributes.get("name", "")
        own = mark.attributes.get("group", group)
        known = self._groups.get(group, {}).get(name)
        if own != group:
            self.remark(mark.start, f"a <ref> of group {shown(own)} in the list of group {shown(group)}: left out")
        elif not name or name.isdecimal() or mark.content is None or not mark.content.text.strip():
            self.remark(mark.start, "a <ref> in a list without a name or without text: left out")
        elif known is None:
            self.remark(mark.start, f"the list defines {shown(name)}, which nothing before it cites: no number")
        else:
            self._text(known, mark)

    def list_group(self, group: str) -> None:
        """Ends a group where <references> lists it; a group without footnotes has no list."""
        listed = self._groups.pop(group, {})
        self._counts.pop(group, None)
        if listed:
            self.lists.append(list(listed.values()))

    def end(self) -> None:
        """Lists what no <references> listed, as the page's end does."""
        for group, listed in list(self._groups.items()):
            if group and listed:
                first = next(iter(listed.values()))
                expected = f'expected <references group="{group}" />'
                message = f"no list of group {shown(group)}; its footnotes are read all the same, {expected}"
                self.remark(first.start, message)
            self.list_group(group)

    def remark(self, start: int, message: str, footnote: Footnote | None = None) -> None:
        """Keeps something to say."""
        self.remarks.append(Remark(start, message, footnote))

    def _cited(self, mark: Mark, name: str) -> Footnote:
        group = mark.attributes.get("group", "")
        footnotes = self._groups.setdefault(group, {})
        # No name begins with a space, so the keys of nameless footnotes cannot be one.
        key = name or f" {len(footnotes)}"
        footnote = footnotes.get(key)
        if footnote is None:
            self._counts[group] = self._counts.get(group, 0) + 1
            footnote = footnotes[key] = Footnote(group, self._counts[group], name, mark.start)
        self._text(footnote, mark)
        return footnote

    def _text(self, footnote: Footnote, mark: Mark) -> None:
        if mark.content is None or not mark.content.text.strip():
            return
        if not footnote.texts:
            footnote.texts.append(mark.content)
        elif footnote.texts[0].text != mark.content.text:
            message = f"the name {shown(footnote.name)} has another text before; that one counts"
            self.remark(mark.start, message, footnote)

    def _follow(self, mark: Mark) -> None:
        name = mark.attributes["follow"]
        footnote = self._groups.get(mark.attributes.get("group", ""), {}).get(name)
        if footnote is None:
            self.remark(mark.start, f"a <ref> follows {shown(name)}, which nothing before it cites: no number")
        elif mark.content is not None:
            footnote.texts.append(mark.content)

    def _detail(self, mark: Mark) -> Footnote | None:
        """The sub-reference that a <ref> with details cites, None where it has none."""
        extends, name = mark.attributes.get("extends", ""), mark.attributes.get("name", "")
        details = mark.attributes.get("details", "")
        if extends:
            main = self._cited(Mark(mark.attributes, None, mark.start), extends)
            return self._extending(main, mark, name)
        if not details:
            return None
        main = self._cited(mark, name)
        detail = _sub(main, "", mark.start)
        detail.texts.append(Content(details, mark.start))
        return detail

    def _extending(self, main: Footnote, mark: Mark, name: str) -> Footnote:
        detail = next((known for known in main.details if name and known.name == name), None) or _sub(
            main, name, mark.start
        )
        self._text(detail, mark)
        return detail


def _sub(main: Footnote, name: str, start: int) -> Footnote:
    detail = Footnote(main.group, len(main.details) + 1, name, start, main=main)
    main.details.append(detail)
    return detail


def _error(mark: Mark) -> str:
    """Why Cite refuses a <ref> in the text; "" where it takes it."""
    name, follow = mark.attributes.get("name", ""), mark.attributes.get("follow", "")
    if _digits(name) or _digits(follow):
        return f"a <ref> whose name {shown(name or follow)} is a number"
    if follow and (name or "details" in mark.attributes or "extends" in mark.attributes):
        return "a <ref> that follows another and has a name of its own"
    empty = mark.content is None or not mark.content.text.strip()
    if empty and not name and not follow:
        return "a <ref> without text and without a name"
    if mark.content and mark.content.source == "tag" and _is_open(mark.content.text):
        return "a <ref> that is not closed before the next begins"
    return ""


def _is_open(text: str) -> bool:
    """Whether a <ref> begins in the text, outside of other tags and comments."""
    if not _REF.search(text):
        return False
    # Taking the tags away is quadratic where they are not closed; no footnote is that long.
    return len(text) > _LONGEST or bool(_REF.search(_WITHIN.sub("", text)))


def _digits(name: str) -> bool:
    return name.isascii() and name.isdigit()
