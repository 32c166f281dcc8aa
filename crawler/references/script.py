"""The language that a title's script gives away: Chinese, Japanese or Korean; every other script serves too many."""

from __future__ import annotations

import re

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")


def language_of(title: str) -> str:
    """`zh`, `ja` or `ko` where most letters of the title are of its script, else "".

    Han characters alone are taken for Chinese: a Japanese title of any length has kana.
    """
    letters = sum(char.isalpha() for char in title)
    han, kana, hangul = (len(script.findall(title)) for script in (_HAN, _KANA, _HANGUL))
    if 2 * (han + kana + hangul) <= letters:
        return ""
    return "ko" if hangul else "ja" if kana else "zh"


def is_japanese(text: str) -> bool:
    """Whether a page is written in Japanese: a tenth of its letters are kana, whatever markup stands among them."""
    return 10 * len(_KANA.findall(text)) > sum(char.isalpha() for char in text)
