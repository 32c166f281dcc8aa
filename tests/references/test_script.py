from __future__ import annotations

import pytest

from crawler.references.script import is_japanese, language_of


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("中国兵器工业集团有限公司 集团简介", "zh"),
        ("中國北方工業集團有限公司 (NI)", "zh"),
        ("DEFENSE PRODUCTS--北方工业", ""),
        ("防衛省の発表について", "ja"),
        ("국방부 발표", "ko"),
        ("Русский заголовок", ""),
        ("Plain English", ""),
        ("2019", ""),
        ("", ""),
    ],
)
def test_languages(title: str, language: str) -> None:
    assert language_of(title) == language


@pytest.mark.parametrize(
    ("text", "japanese"),
    [
        ("{{Infobox}} 船は古い。<ref>{{cite web|title=船の話|url=http://a.example/}}</ref> これは文章である。", True),
        ("船很古老。<ref>{{cite web|title=船的故事|url=http://a.example/}}</ref>", False),
        ("The ship of Sony (ソニー) is one of many that were built in the north of the country.", False),
        ("", False),
    ],
)
def test_a_japanese_page(text: str, *, japanese: bool) -> None:
    assert is_japanese(text) is japanese
