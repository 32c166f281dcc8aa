"""What a footnote's marker shows: its number, its group's name before it, or letters in the style of its list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.references.footnote import clean
from crawler.references.passages import LETTERED

STYLES = {
    LETTERED: re.compile(r"[a-z]{1,2}"),
    "upper-alpha": re.compile(r"[A-Z]{1,2}"),
    "lower-roman": re.compile(r"[ivxlc]+"),
    "upper-roman": re.compile(r"[IVXLC]+"),
    "lower-greek": re.compile("[α-ω]{1,2}"),  # noqa: RUF001 - Greek letters
}
"""The styles of lists whose markers are no numbers, named as CSS and Wikipedia's groups name them."""

_NUMBERED = re.compile(r"(?:(?P<group>.*[^\s\d])\s+)?(?P<number>\d{1,5})(?:\.\d{1,4})?", re.DOTALL)
_BRACKETS = "[]()［］【】〔〕 \u00a0"  # noqa: RUF001 - wikis in Chinese and Japanese use these


def bare_label(shown: str) -> str:
    """The label without its brackets: `note 1`, `12`, `b`."""
    return clean(shown).strip(_BRACKETS)


def label_of(bare: str) -> tuple[str, int] | None:
    """Group and number of a label; None where it is not numbered. Of a sub-reference (`1.2`) the main number."""
    found = _NUMBERED.fullmatch(bare)
    return (found["group"] or "", int(found["number"])) if found and int(found["number"]) else None


def style_of(labels: Sequence[str]) -> str:
    """The style (a key of STYLES) of a list by its footnotes' labels; "" where none fits."""
    # A list that begins with i is Roman, one that shows i after h is not.
    roman = labels[0] in ("i", "I")
    fitting = [name for name, form in STYLES.items() if all(map(form.fullmatch, labels))]
    fitting = [name for name in fitting if name.endswith("roman") == roman] or fitting
    return fitting[0] if fitting else ""
