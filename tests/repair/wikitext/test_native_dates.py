"""Days as other languages' articles write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.wikitext.written_dates import written_date
from crawler.repair.wikitext.native_dates import forms_of, languages, write_like

LIKE = {
    "de": ("3. Februar 2019", "5. März 2020"),
    "fr": ("3 février 2019", "5 mars 2020"),
    "es": ("3 de febrero de 2019", "5 de marzo de 2020"),
    "it": ("3 febbraio 2019", "5 marzo 2020"),
    "pt": ("3 de fevereiro de 2019", "5 de março de 2020"),
    "nl": ("3 februari 2019", "5 maart 2020"),
    "pl": ("3 lutego 2019", "5 marca 2020"),
    "ru": ("3 февраля 2019 года", "5 марта 2020 года"),
    "uk": ("3 лютого 2019", "5 березня 2020"),
    "ja": ("2019年2月3日", "2020年3月5日"),
    "zh": ("2019年2月3日", "2020年3月5日"),
    "ar": ("3 فبراير 2019", "5 مارس 2020"),
}


def test_each_language_of_the_list_is_tried() -> None:
    assert set(LIKE) == set(languages())
    assert all(len(form.months) == 12 for language in languages() for form in forms_of(language))


@pytest.mark.parametrize("language", LIKE)
def test_a_day_is_written_as_the_source_writes_another(language: str) -> None:
    sample, after = LIKE[language]
    assert write_like("2020-03-05", ["", f" {sample} "], language) == after


def test_the_first_of_a_month_in_french() -> None:
    assert write_like("2020-03-01", ["3 février 2019"], "fr") == "1er mars 2020"
    assert write_like("2020-03-05", ["1er février 2019"], "fr") == "5 mars 2020"


TELLS_NOTHING = {
    "no sample": [],
    "another language's": ["3 February 2019"],
    "figures": ["03.02.2019", "3/2/2019"],
    "a month": ["Februar 2019"],
    "a day that there is not": ["33. Februar 2019"],
    "iso goes before": ["2019-02-03", "3. Februar 2019"],
}


@pytest.mark.parametrize("samples", TELLS_NOTHING.values(), ids=list(TELLS_NOTHING))
def test_where_the_form_cannot_be_told_it_is_iso(samples: list[str]) -> None:
    assert write_like("2020-03-05", samples, "de") == "2020-03-05"


def test_of_an_unknown_language_or_half_a_date_nothing_is_written_anew() -> None:
    assert write_like("2020-03-05", ["3. Februar 2019"], "xx") == "2020-03-05"
    assert write_like("2020-03", ["3. Februar 2019"], "de") == "2020-03"


@given(st.dates(min_value=date(1990, 1, 1)), st.sampled_from(list(LIKE)))
def test_what_is_written_is_read_as_the_same_day(day: date, language: str) -> None:
    for form in forms_of(language):
        assert form.fits(form.write(day))
        assert written_date(form.write(day)) == day.isoformat()
