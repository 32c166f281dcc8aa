"""The addresses in a footnote's text: which is the cited page, which its snapshot, and the text without them.

What tells them apart is their place: a snapshot's address stands behind "Archived", the page's own behind the title,
behind "Retrieved" or behind "the original". Addresses within a title in quotes or within a quotation stay there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crawler.references.dates import DATE

_FLAGS = re.ASCII | re.IGNORECASE
_TOKEN = re.compile(
    r"(?P<opening>“)|(?P<closing>”)|(?P<quote>\")|\b(?P<archived>Archived)\b|\b(?P<retrieved>Retrieved|Accessed)\b"
    r"|(?P<address>\bhttps?://(?=[\w\[])[^\s\"<>“”。，；）]+)"  # noqa: RUF001 - Chinese punctuation ends an address
)
_TRAILING = ".,;:!?'*"
_BRACKETS = {")": "(", "]": "[", ">": "<"}
# What may stand between "Archived" or "Retrieved" and the address that belongs to it: no full stop, so no sentence.
_GAP = re.compile(r"[)\]>]?[^.]{0,120}[.,:;\s(<\[–-]*", re.ASCII)  # noqa: RUF001 - the templates print en dashes
_DATE_GAP = re.compile(rf"[)\]>]?(?: on)?:?(?: (?:{DATE}))?[.,:;\s]*(?:(?:from|at)[\s:]*)?[(<\[]?\s*", _FLAGS)
_ORIGINAL = re.compile(r"the original(?: \(\w+\))?[\s:,(<\[]*$", _FLAGS)
_LEAD = re.compile(r"(?:^|(?<=[\s.,;(]))(?:(?:available )?(?:at|from)|url|link)[\s:]*$", _FLAGS)
_LEFT_ALONE = re.compile(
    r"\bArchived\b(?! (?:\(\w+\) )?(?:from the|on |at (?:the )?\w|\d|[A-Z][a-z]+ \d))(?: copy)?[.:]*"
)
_REACH = 200


@dataclass(slots=True)
class Addresses:
    """The text without its addresses, the cited page's and the snapshot's ("" where there is none), and any more."""

    rest: str = ""
    url: str = ""
    archive_url: str = ""
    more: list[str] = field(default_factory=list)

    def keep(self, address: str, *, archived: bool, original: bool) -> None:
        """Gives the address its part by its place."""
        is_page = not archived or (original and not embedded(address) and (not self.url or embedded(self.url)))
        if is_page and original and self.url:
            self.url, self.archive_url = address, self.archive_url or self.url
        elif is_page and not self.url:
            self.url = address
        elif archived and not is_page and not self.archive_url:
            self.archive_url = address
        elif address not in (self.url, self.archive_url):
            self.more.append(address)


def cut(text: str) -> Addresses:
    """Takes the addresses out of a footnote's text (on one line, single spaces)."""
    found, mark, quoted, end, kept, word = Addresses(), "", False, 0, 0, -1
    # An odd number of quotes says nothing about what they enclose.
    straight = text.count('"') % 2 == 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or ""
        if kind in ("opening", "closing") or (kind == "quote" and straight):
            quoted = kind == "opening" or (kind == "quote" and not quoted)
        elif kind in ("archived", "retrieved") and not quoted:
            mark, end = kind, token.end()
        elif kind == "address" and not quoted and _belongs(mark, text, end, token.start()):
            address = _bare(token[0])
            original = mark == "archived" and _ORIGINAL.search(text, max(end, token.start() - _REACH), token.start())
            found.keep(address, archived=mark == "archived", original=bool(original))
            found.rest = _joined(found.rest, text[kept : token.start()])
            word = found.rest.rfind("Archived") if mark == "archived" else word
            end = kept = token.start() + len(address)
    found.rest = _without_bare_word(_joined(found.rest, text[kept:]), word).strip() if kept else text
    return found


def _belongs(mark: str, text: str, start: int, end: int) -> bool:
    """Whether an address is the citation's: what stands in a sentence behind "Retrieved …" is a quotation's."""
    if not mark:
        return True
    gap = _GAP if mark == "archived" else _DATE_GAP
    return end - start <= _REACH and bool(gap.fullmatch(text, start, end))


def _without_bare_word(text: str, place: int) -> str:
    """The text without an "Archived" that nothing but the snapshot's address stood behind."""
    found = _LEFT_ALONE.match(text, place) if place >= 0 else None
    return f"{text[:place]}{text[found.end() :].lstrip()}".rstrip() if found else text


def embedded(address: str) -> str:
    """The address that another has within, as a snapshot's mostly has the page's; "" where it has none."""
    found = re.search(r"(https?:)/{1,2}([^/].*)", address[8:])
    return f"{found[1]}//{found[2]}" if found else ""


def _bare(address: str) -> str:
    """The address without the punctuation of the sentence that it ends, or the bracket that encloses it."""
    while address[-1] in _TRAILING or _unbalanced(address):
        address = address[:-1]
    return address


def _unbalanced(address: str) -> bool:
    opening = _BRACKETS.get(address[-1])
    return bool(opening) and address.count(address[-1]) > address.count(opening or "")


def _joined(before: str, after: str) -> str:
    """The texts on both sides of an address, as if it had never stood between them."""
    before = before.rstrip(" ")
    if not before:
        return after.lstrip(" .,;:)]>")
    if before[-1] in "([<" and after[:1] in (")", "]", ">"):
        before, after = before[:-1].rstrip(" "), after[1:]
    lead = _LEAD.search(before, max(0, len(before) - _REACH))
    before = before[: lead.start()].rstrip(" ") if lead else before
    after = after.lstrip(" ")
    if before[-1:] in (".", ",", ";", ":"):
        after = after.lstrip(".,;: ")
        before = before.rstrip(",;:")
    return f"{before}{'' if after[:1] in ('.', ',', ';') else _separator(before, after)}{after}"


def _separator(before: str, after: str) -> str:
    # An address parts what stands around it as a full stop does, unless the sentence goes on.
    ended = before.endswith(".") or not before
    return " " if ended or (after and not after[0].isupper()) else ". "
