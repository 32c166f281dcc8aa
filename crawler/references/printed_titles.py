"""Where a footnote prints its title in quotes: as Wikipedia's templates do, or parted by commas as manuals of style do.

Templates print `Doe, Jane. "A tale". Daily.`, manuals of style `Jane Doe, "A tale," Daily, 3 March 2020.`
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.references.dates import DATE

_OTHER_SCRIPT = r"[^\W\d_A-Za-z\u00c0-\u024f\u1e00-\u1eff][^\"“”\[\].]{0,300}?"
_NOTES = rf"(?: (?P<script>{_OTHER_SCRIPT}))?(?: ?\[(?P<trans>[^\]]*)\])?(?P<notes>(?: ?\([^()]*\))*)"
# What may stand between a title's closing quote and its full stop: the same in its own script, a translation in
# brackets, and notes in parentheses.
_CLOSING = re.compile(rf'["”]{_NOTES} ?(?:\.(?= |$)|$)')
_OPENING = re.compile(r'(?:^|(?<=[.)\]:] ))["“]')
_CLOSING_BY_COMMA = re.compile(rf'(?:(?<=[,?!])["”]{_NOTES} |["”]{_NOTES.replace("P<", "P<by_")},(?: |$))')
_OPENING_BY_COMMA = re.compile(r'(?:^|(?<=[.,)\]:] ))["“]')
_CITES = re.compile(
    rf"(?:, |\()(?:{DATE})\b|\bpp?\. ?\d|\b(?:doi|ISBN|ISSN|accessed|retrieved)\b", re.ASCII | re.IGNORECASE
)
_LONGEST_NAME = 6
_TRANSLATED = re.compile(rf"(?P<title>{_OTHER_SCRIPT}) \[(?P<trans>[^\[\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedTitle:
    """What stands before the title, the title, the same in its own script, a translation in brackets, and the rest."""

    before: str
    title: str
    script_title: str
    trans_title: str
    rest: str


def quoted_title(text: str, *, cites: bool) -> QuotedTitle | None:
    """The title that the text prints in quotes; None where it prints none.

    Commas part titles from names in sentences too: they count only where `cites` says that the text cites something, or
    where a date, pages or an identifier stand behind them.
    """
    return _by_full_stop(text) or _by_comma(text, cites=cites)


def _by_full_stop(text: str) -> QuotedTitle | None:
    opening = _OPENING.search(text)
    # Titles may have quotes within, but no full stop follows those.
    closing = opening and _CLOSING.search(text, opening.end())
    return _parted(text, opening, closing, "") if opening and closing else None


def _by_comma(text: str, *, cites: bool) -> QuotedTitle | None:
    opening = _OPENING_BY_COMMA.search(text)
    closing = opening and _CLOSING_BY_COMMA.search(text, opening.end())
    if not opening or not closing or not is_head(text[: opening.start()]):
        return None
    if not cites and not _CITES.search(text, closing.start()):
        return None
    return _parted(text, opening, closing, "by_" if closing["notes"] is None else "")


def _parted(text: str, opening: re.Match[str], closing: re.Match[str], prefix: str) -> QuotedTitle | None:
    title = text[opening.end() : closing.start()].strip().removesuffix(",")
    if not title:
        return None
    rest = f"{closing[f'{prefix}notes'].strip()} {text[closing.end() :].lstrip()}".strip()
    script_title, trans_title = ((closing[f"{prefix}{name}"] or "").strip() for name in ("script", "trans"))
    before = text[: opening.start()]
    return QuotedTitle(before=before, title=title, script_title=script_title, trans_title=trans_title, rest=rest)


def translated(title: str) -> tuple[str, str]:
    """An unquoted title in another script than Latin, and its translation in brackets behind it ("" for none)."""
    found = _TRANSLATED.fullmatch(title)
    return (found["title"], found["trans"].strip()) if found else (title, "")


def is_head(text: str) -> bool:
    """Whether the text can be the names before a title: they are no sentences, and the longest have five words."""
    return all(len(name.split()) < _LONGEST_NAME for name in text.split(";"))
