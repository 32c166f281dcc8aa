"""What the tests of clusters share: a small web, and what a run without a cluster says of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.program import Program
from tests.scale.mixed import cite, sites
from tests.web.server import Web

SMALL = (
    "CITEWATCH_CLUSTER_SHARD=5",
    "CITEWATCH_CLUSTER_LOOK=0.1",
    "CITEWATCH_CLUSTER_LEASE=2",
    "DOWNLOAD_TIMEOUT=30",
)
"""Settings with which a few addresses are several shards."""


@pytest.fixture(scope="session")
def mixed_web() -> Iterator[Web]:
    with Web(sites()) as web:
        yield web


@pytest.fixture(scope="session")
def alone(mixed_web: Web, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program after a run without a cluster."""
    program = Program(tmp_path_factory.mktemp("alone"), mixed_web, SMALL)
    cite(program)
    assert program.check().status == 1
    return program
