"""The measurement of new addresses: it counts what it should, and nothing is ever found wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.moved import HOMES, Measured, measure, works

FEW = 4
FINDABLE = {
    "moved as it was",
    "moved into another layout",
    "moved, and corrected",
    "moved once more since",
    "moved, no snapshot, a quote is cited",
}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    folder: Path = tmp_path_factory.mktemp("moved")
    return measure(folder, works()[:FEW])


def test_no_address_is_proposed_at_which_the_work_does_not_stand(measured: Measured) -> None:
    assert measured.wrong == 0


@pytest.mark.parametrize("home", HOMES)
def test_what_is_found(measured: Measured, home: str) -> None:
    assert measured.by_home[home] == f"{FEW if home in FINDABLE else 0}, 0 of {FEW}"


def test_the_figures_add_up(measured: Measured) -> None:
    assert measured.works == FEW * len(HOMES)
    assert measured.standing == FEW * sum(bool(home.stands) for home in HOMES.values())
    assert measured.found == FEW * len(FINDABLE)
    assert str(measured).startswith("68 dead pages, 32 of them stand elsewhere: 20 found (62%), 0 wrong")


def test_each_work_is_told_from_the_others() -> None:
    titles = [work.title for work in works()]
    assert len(set(titles)) == len(titles) >= FEW
