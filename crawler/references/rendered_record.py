"""A printed footnote with its hidden COinS record: the record has the fields, the text what no record says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bs4 import Tag

from crawler.references.citation import Citation
from crawler.references.coins import fields_in, parts_in
from crawler.references.footnote import citation_of, clean

_AFTER = re.compile(r"^[\"”]?(?P<notes>(?: ?\[[^\]]*\])?(?: ?\([^()]*\))*)[\"”]?\s*[.,]?\s*")
_NO_NAME = re.compile(r"^[(\d]|\d ?\(\d|: ?\d|^(?:vol|no|pp?|ed)\b", re.IGNORECASE)
_NOTE = re.compile(r"\(([^()]*)\)")
_FORMAT = re.compile(r"in [A-Z].*|PDF|DOC|XLS|TXT|Video|Audio")
_EDITORS = re.compile(r", (eds?\.)(?= \(|$)")


def with_record(text: Tag, number: int, record: str) -> Citation:
    """The citation by its hidden record; the text has what no record says: dates of reading, languages, editors."""
    known = fields_in(record)
    known.pop("url", None)
    printed = _EDITORS.sub(r" (\1)", clean(text.get_text()))
    plain, kind = _plainly_titled(printed, known.get("title", ""))
    said = citation_of(plain, number)
    names = [name for name in (said.work, said.publisher) if name and not _NO_NAME.search(name)]
    left = [name for name in names if name not in (known.get("work"), known.get("publisher"))]
    values: dict[str, Any] = {"work": "", "publisher": "", "author": said.author, **known}
    if left and not values["publisher"] and (values["work"] in names or not values["work"]):
        values["work" if _is_italic(text, left[0]) and not values["work"] else "publisher"] = left[0]
    # What the text calls pages and volume the record says as the template had it.
    other = {key: value for key, value in said.other.items() if key != "text" or not known.get("title")}
    other |= {"type": kind} if kind else {}
    parts = _parts(record, printed)
    other = {key: value for key, value in other.items() if key != "pages" or "page" not in parts}
    return replace(said, **values, other={**other, **parts})


def _parts(record: str, printed: str) -> dict[str, str]:
    """The parts that the record names, with the pages under the name and in the spelling that the text shows."""
    parts = parts_in(record)
    pages = parts.get("pages", "")
    shown = next((text for text in (pages.replace("-", "–"), pages) if text in printed), pages)  # noqa: RUF001 - as printed
    key = "page" if re.search(rf"\bp\.\s?{re.escape(shown)}", printed) else "pages"
    return {key if name == "pages" else name: shown if name == "pages" else text for name, text in parts.items()}


def _plainly_titled(printed: str, title: str) -> tuple[str, str]:
    """The text with its title in quotes and a full stop behind, whatever style the page prints it in; and its type."""
    place = printed.find(title) if title else -1
    if place < 0:
        return printed, ""
    head, tail = printed[:place].rstrip(' "“,'), printed[place + len(title) :]
    found = _AFTER.match(tail)
    notes, rest = (found["notes"], tail[found.end() :]) if found else ("", tail)
    kinds = [kind for kind in _NOTE.findall(notes) if not _FORMAT.fullmatch(kind)]
    for kind in kinds:
        notes = notes.replace(f" ({kind})", "").replace(f"({kind})", "")
    return f'{head} "{title}"{notes}. {rest}'.strip(), " ".join(kinds)


def _is_italic(text: Tag, name: str) -> bool:
    return any(clean(italic.get_text()) == name for italic in text.find_all("i"))
