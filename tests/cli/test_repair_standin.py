"""`citewatch repair` from a stand-in run says that it is one, and sends nothing anywhere."""

from __future__ import annotations

from contextlib import closing

import pytest

from crawler.history.identity import identities
from crawler.history.store import History
from crawler.reports.summary import STAND_IN
from tests.program import Program
from tests.reports.samples import report, row


@pytest.fixture
def stand_in(offline: Program) -> Program:
    made = report(row(1), web="replay")
    with closing(History(offline.reports / "history.db")) as history:
        history.begin_run(made.run, "o", made.article)
        history.finish_run(made, identities([each.cited for each in made.rows]).values(), ["1"], [])
    offline.cite([{"title": "A story", "url": "https://press.example/story?id=7&lang=en"}])
    return offline


def test_it_says_so(stand_in: Program) -> None:
    ended = stand_in.run("repair")
    assert ended.status == 0
    assert STAND_IN in ended.err


def test_nothing_made_up_is_saved(stand_in: Program) -> None:
    ended = stand_in.run("repair", "--save")
    assert ended.status == 2
    assert "nothing to save" in ended.err
