"""What a person sees of the figures."""

from __future__ import annotations

from tests.labelled.tables import render
from tests.labelled.test_measure import MADE_UP, outcome

SNAPSHOTS = [outcome("bad/wrong-page", "good/ok"), outcome("good/ok", "good/ok")]


def row(shown: str, name: str) -> list[str]:
    """The cells of the first row that begins with `name`."""
    lines = ([cell.strip() for cell in line.strip("│┃").split("│")] for line in shown.splitlines())
    return next(cells for cells in lines if cells[0] == name)


SHOWN = render(MADE_UP, SNAPSHOTS, {"status only": MADE_UP[:1]}, show_wrong=True)


def test_the_titles_say_how_many_are_right() -> None:
    assert "Live pages: the label down, citewatch across: 0.667 (4/6) right" in SHOWN
    assert "Snapshots: the label down, citewatch across: 0.500 (1/2) right" in SHOWN


def test_the_confusion_has_a_row_for_each_label() -> None:
    assert row(SHOWN, "alive") == ["alive", "1", "1", "0"]
    assert row(SHOWN, "dead") == ["dead", "0", "2", "1"]
    assert row(SHOWN, "bad") == ["bad", "1", "0", "0", "0"]


def test_the_others_stand_beside_citewatch() -> None:
    assert row(SHOWN, "citewatch") == ["citewatch", "0.667 (4/6)", "1", "0", "0.500 (1/2)", "0.667 (2/3)"]
    assert row(SHOWN, "status only") == ["status only", "1.000 (1/1)", "0", "0", "- (0/0)", "- (0/0)"]


def test_the_counts_that_no_table_has() -> None:
    assert "Reasons right: 0.500 (3/6) of the live pages, 0.500 (1/2) of the snapshots." in SHOWN
    assert "Strictly soft-404: precision 1.000 (1/1), recall 1.000 (2/2)." in SHOWN
    assert "Worthless snapshots called good: 1." in SHOWN


def test_groups_and_bands() -> None:
    assert row(SHOWN, "soft-404") == ["soft-404", "0.500 (1/2)"]
    assert row(SHOWN, "en") == ["en", "0.667 (4/6)"]


def test_what_was_judged_otherwise_is_listed_on_request() -> None:
    assert row(SHOWN, "alive/ok as dead/parked") == ["alive/ok as dead/parked", "alive/ok", "dead/parked"]
    assert row(SHOWN, "dead/soft-404 as dead/not-found")[1:] == ["dead/soft-404", "dead/not-found"]
    assert row(SHOWN, "bad/wrong-page as good/ok")[1:] == ["bad/wrong-page", "good/ok"]
    assert "Judged otherwise" not in render(MADE_UP, [], {}, show_wrong=False)
