"""The same figures, for programs."""

from __future__ import annotations

import json

from tests.labelled.figures import figures
from tests.labelled.test_measure import MADE_UP, outcome

SNAPSHOTS = [outcome("bad/wrong-page", "good/ok"), outcome("good/ok", "good/ok")]
COUNTED = figures(MADE_UP, SNAPSHOTS, {"status only": MADE_UP[:1]})


def test_live() -> None:
    live = COUNTED["live"]
    assert COUNTED["cases"] == 6
    assert live["accuracy"] == {"part": 4, "whole": 6, "share": 0.6667}
    assert live["confusion"]["alive"] == {"alive": 1, "dead": 1, "unknown": 0}
    assert live["living_called_dead"] == ["alive/ok as dead/parked"]
    assert live["dead_called_alive"] == []
    assert live["dead_though_it_answered"]["recall"] == {"part": 2, "whole": 3, "share": 0.6667}
    assert live["soft_404"]["precision"] == {"part": 1, "whole": 1, "share": 1.0}
    assert live["by_class"]["soft-404"] == {"part": 1, "whole": 2, "share": 0.5}
    assert live["by_language"] == {"en": {"part": 4, "whole": 6, "share": 0.6667}}
    assert live["calibration"][-1] == {
        "state": "dead",
        "confidence": "0.90 to 0.95",
        "part": 2,
        "whole": 3,
        "share": 0.6667,
    }


def test_snapshots() -> None:
    archive = COUNTED["archive"]
    assert archive["confusion"]["bad"] == {"good": 1, "bad": 0, "missing": 0, "unknown": 0}
    assert archive["worthless_called_good"] == ["bad/wrong-page as good/ok"]
    assert archive["reasons_right"]["part"] == 1


def test_the_others_have_the_same_figures() -> None:
    assert set(COUNTED["others"]["status only"]) <= set(COUNTED["live"])
    assert COUNTED["others"]["status only"]["soft_404"]["recall"] == {"part": 0, "whole": 0, "share": None}


def test_what_was_judged_otherwise() -> None:
    assert [each["name"] for each in COUNTED["wrong"]["live"]] == [
        "alive/ok as dead/parked",
        "dead/parked as unknown/unclear",
    ]
    assert COUNTED["wrong"]["archive"] == [
        {"name": "bad/wrong-page as good/ok", "expected": "bad/wrong-page", "found": "good/ok"}
    ]


def test_another_reason_for_the_same_state_is_listed_apart() -> None:
    assert [each["name"] for each in COUNTED["other_reason"]["live"]] == ["dead/soft-404 as dead/not-found"]
    assert COUNTED["other_reason"]["archive"] == []


def test_all_of_it_is_json() -> None:
    assert json.loads(json.dumps(COUNTED)) == COUNTED
