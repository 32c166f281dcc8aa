"""The measurement of proposals: it counts what it should, and one work of each kind is repaired without a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.references.citation import Citation
from tests.repair.kinds import KINDS, WRITTEN, citation, wanted
from tests.repair.precision import PROPOSED, Case, Measured, counted, measure
from tests.web.moved import works

WORK = works()[0]
HOST = "w.example"


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    folder: Path = tmp_path_factory.mktemp("precision")
    return measure(folder, [WORK])


def test_nothing_wrong_is_proposed(measured: Measured) -> None:
    assert measured.wrong.total() == 0, "\n".join(measured.faults)


def test_little_is_missed(measured: Measured) -> None:
    """A move to another text may be one that the judge cannot tell from a page that has been rewritten."""
    assert all(fault.startswith("moved, to another text") for fault in measured.faults), "\n".join(measured.faults)


def test_the_figures_add_up(measured: Measured) -> None:
    assert measured.citations == len(KINDS) > 50
    there = sum(len(kind.wants) for kind in KINDS.values()) + sum(bool(after) for _, _, after in WRITTEN.values())
    assert measured.right.total() + measured.missed.total() == there
    assert set(measured.right) <= set(PROPOSED)
    assert str(measured).count("\n| ") == 3 + len(PROPOSED)


COUNTED = {
    "right": ("dead, one good capture", {}, (3, 0, 0)),
    "one of several that will do": ("for sale, named, said to be live", {"url_status": "unfit"}, (1, 0, 0)),
    "missed": ("moved for good", {"url": f"https://{HOST}/story"}, (0, 0, 1)),
    "wrong": ("moved for good", {"url": "https://elsewhere.example/"}, (0, 1, 1)),
    "not wanted": ("alive, all well", {"url_status": "dead"}, (0, 1, 0)),
}


@pytest.mark.parametrize(("name", "after", "figures"), COUNTED.values(), ids=list(COUNTED))
def test_what_is_counted(name: str, after: dict[str, str], figures: tuple[int, int, int]) -> None:
    case = Case(name, WORK, HOST)
    said = {key.replace("-", "_"): value for key, value in citation(KINDS[name], WORK, HOST).items()}
    right = {key.replace("-", "_"): value[0] for key, value in wanted(KINDS[name], HOST).items()}
    found = counted([case], (Citation(number=1, **said),), (Citation(number=1, **said | (after or right)),))
    assert (found.right.total(), found.wrong.total(), found.missed.total()) == figures
    assert len(found.faults) == figures[1] + figures[2] - (figures[1] and figures[2])
