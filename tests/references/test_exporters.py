from __future__ import annotations

import pytest

from crawler.references import csl_json
from crawler.references.exporters import exporter_of
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
