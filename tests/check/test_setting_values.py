"""A setting that cannot be used is named before anything is asked, with what was found and what is expected."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.check.outcome import BadInputError
from crawler.check.setting_values import FORMS, check_settings
from crawler.spiders.process import settings_of

WRONG: dict[str, Any] = {
    "CITEWATCH_STRIKES": "0",
    "CITEWATCH_STRIKE_SPAN_DAYS": "inf",
    "CITEWATCH_TIMEMAPS": "arquivo.pt",
    "CITEWATCH_ALLOW_PRIVATE": "maybe",
    "CITEWATCH_IN_DOUBT": "no.such",
    "CITEWATCH_SHOWS_WORK": "crawler.judge.doubt.no_such",
    "CITEWATCH_WEB": "dead",
    "HTTPPROXY_ENABLED": "maybe",
    "ROBOTSTXT_OBEY": "perhaps",
    "LOG_LEVEL": "loud",
    "RETRY_TIMES": "1.5",
    "DOWNLOAD_DELAY": "slowly",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_value_that_does_not_fit_is_named(name: str) -> None:
    given = {name: WRONG[name]}
    with pytest.raises(BadInputError) as raised:
        check_settings(settings_of(given), given)
    assert str(raised.value) == f"-s {name}={WRONG[name]}: expected {FORMS[name][1]}"


def test_the_project_s_own_values_fit() -> None:
    check_settings(settings_of({}), {})


@pytest.mark.parametrize("value", [True, False, "true", "False", "0", "1", 0, 1])
def test_a_truth_in_each_spelling(value: object) -> None:
    given = {"ROBOTSTXT_OBEY": value}
    check_settings(settings_of(given), given)


def test_all_mistakes_are_named_at_once_and_a_name_that_is_none() -> None:
    given = {"RETRY_TIMES": "x", "LOG_LEVEL": "y", "CITEWATCH_STRIKE": "3"}
    with pytest.raises(BadInputError) as raised:
        check_settings(settings_of(given), given)
    lines = str(raised.value).splitlines()
    assert len(lines) == 3
    assert lines[-1] == "-s CITEWATCH_STRIKE: there is no such setting; did you mean CITEWATCH_STRIKES?"
