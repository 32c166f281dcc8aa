"""What a run leaves in its folder for the next, and what goes once no run needs it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.check.job import RESUMABLE, Job, begun
from crawler.check.options import Options
from crawler.check.pruning import AWAY
from crawler.references.citation import Article, Citation, References
from crawler.spiders.process import settings_of

BEGAN = datetime(2026, 5, 1, 10, tzinfo=UTC)
REFERENCES = References(article=Article(), references=(Citation(number=1, title="Without an address"),))


def _begun(reports: Path, later: timedelta = timedelta()) -> AbstractContextManager[Job]:
    options = Options(references=reports.parent / "references.yaml", reports=reports)
    return begun(options, REFERENCES, settings_of({}), lambda: BEGAN + later)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A reports' folder with a run that was cut off while other processes crawled for it."""
    folder = tmp_path / "reports"
    with _begun(folder) as job:
        parcels = folder / AWAY / job.run.id / "parcels"
    parcels.mkdir(parents=True)
    (parcels / "one").write_bytes(b"what one address left")
    return folder


def test_a_run_that_goes_on_finds_what_other_processes_did_and_leaves_nothing(reports: Path) -> None:
    with _begun(reports, timedelta(hours=1)) as job:
        assert [path.name for path in reports.glob(f"{AWAY}/{job.run.id}/parcels/*")] == ["one"]
        job.finish(degraded=False)
    assert not (reports / AWAY).exists()


def test_a_run_that_is_closed_leaves_nothing(reports: Path) -> None:
    with _begun(reports, RESUMABLE + timedelta(hours=1)):
        assert not (reports / AWAY).exists()
