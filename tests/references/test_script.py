from __future__ import annotations

import pytest

from crawler.references.script import language_of


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
