"""What tests of several rooms share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.program import Program
from tests.web.catalogue import all_sites
from tests.web.server import Web


@pytest.fixture(scope="session", autouse=True)
def _state_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the stand-in archives are asked is not held against the limits of the real ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def stand_in_web() -> Iterator[Web]:
    """All sites of the stand-in web, for the whole of the session."""
    with Web(all_sites()) as web:
        yield web


@pytest.fixture
def web(stand_in_web: Web) -> Web:
    """The stand-in web, on which nobody has been before."""
    stand_in_web.reset()
    return stand_in_web


@pytest.fixture
def program(web: Web, tmp_path: Path) -> Program:
    """The program in an empty folder, with the stand-in web as its network."""
    return Program(tmp_path, web)


@pytest.fixture
def offline(tmp_path: Path) -> Program:
    """The program in the same folder, without any network."""
    return Program(tmp_path)


@pytest.fixture
def make_program(tmp_path: Path) -> Callable[[Web], Program]:
    """The program in an empty folder, with a web of the test's own."""
    return lambda own: Program(tmp_path, own)
