from __future__ import annotations

import pytest

from crawler.references import csl_json
from crawler.references.exporters import UnknownEndingError, exporter_of
from crawler.references.writing import dump


@pytest.mark.parametrize(
    ("name", "exporter"),
    [
        ("references.yaml", dump),
        ("references", dump),
        ("-", dump),
        ("json", dump),
        ("refs.csl.json", csl_json.dump),
        ("REFS.JSON", csl_json.dump),
        ("refs.csl", csl_json.dump),
    ],
)
def test_the_ending_decides(name: str, exporter: object) -> None:
    assert exporter_of(name) is exporter


@pytest.mark.parametrize("name", ["page.html", "notes.TXT", "references.yaml.bak", "a.b"])
def test_an_ending_that_is_not_written_is_an_error_that_names_those_that_are(name: str) -> None:
    with pytest.raises(UnknownEndingError, match=r"\.yaml, \.yml, .*\.json"):
        exporter_of(name)
