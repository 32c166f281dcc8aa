"""Every parser ends soundly whatever it is given. What once did not is kept in `corpus`, one file a failure."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.material import kept, material
from tests.fuzz.targets import TARGETS

EXAMPLES = int(os.environ.get("CITEWATCH_FUZZ", "60"))
"""How many inputs are made for each target; the same ones each time, unless somebody looks for longer."""

LOOKING = EXAMPLES > 60
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


@pytest.mark.timeout(3_600 if LOOKING else 120)
@pytest.mark.parametrize("target", TARGETS)
def test_any_input_ends_soundly(target: str) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=not LOOKING,
        database=None,
        deadline=None,
        suppress_health_check=SLOW,
        phases=(Phase.generate, Phase.shrink) if LOOKING else (Phase.generate,),
    )
    @given(st.data())
    def run(data: st.DataObject) -> None:
        TARGETS[target](data.draw(material(target)))

    run()


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_kept_ends_soundly(target: str) -> None:
    assert kept(target), "each target has something to begin with"
    for each in kept(target):
        TARGETS[target](each)
