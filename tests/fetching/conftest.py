"""One stand-in web and one run of `citewatch check` over all its broken addresses, for the tests of this folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from tests.fetching.crawling import HASTE, write_references
from tests.web import broken
from tests.web.catalogue import all_sites
from tests.web.page import CITED
from tests.web.server import Web
from tests.web.visits import Received

ADDRESSES = (*broken.EXPECTED, *broken.EITHER)


@dataclass(frozen=True, slots=True)
class BigRun:
    """What the one run left: the row of each address, the requests that the web saw, and what the program said."""

    rows: Mapping[str, Mapping[str, Any]]
    requests: tuple[Received, ...]
    status: int
    stderr: str


@pytest.fixture(scope="session")
def broken_web() -> Iterator[Web]:
    with Web(all_sites()) as web:
        yield web


@pytest.fixture(scope="session")
def big_run(broken_web: Web, tmp_path_factory: pytest.TempPathFactory) -> BigRun:
    folder = tmp_path_factory.mktemp("big-run")
    cited = [{"title": broken.TITLES.get(address, CITED), "url": address} for address in ADDRESSES]
    references = write_references(folder / "references.yaml", cited)
    haste = [word for name, value in HASTE.items() for word in ("-s", f"{name}={value}")]
    broken_web.reset()
    done = subprocess.run(
        [
            *(sys.executable, "-m", "crawler", "check", str(references), "--reports", str(folder / "reports")),
            *(*broken_web.options(), *haste),
        ],
        env={**os.environ, "XDG_STATE_HOME": str(folder / "state")},
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    assert done.returncode in (0, 1), done.stderr
    report = json.loads((folder / "reports" / "latest.json").read_text(encoding="utf-8"))
    rows = dict(zip(ADDRESSES, report["references"], strict=True))
    return BigRun(rows, tuple(broken_web.requests), done.returncode, done.stderr)
