"""What a crawl finds, as it comes: whose clock dates it, and how far the crawl is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.check.arrivals import Arrivals
from crawler.check.job import Job, begun
from crawler.check.options import Options
from crawler.evidence.fetch import Fetch
from crawler.references.citation import Article, Citation, References
from crawler.spiders.process import settings_of

URL = "https://a.example/"
BEGAN, NOW = datetime(2026, 5, 1, 10, tzinfo=UTC), datetime(2026, 5, 1, 11, 30, tzinfo=UTC)


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    """One that began at BEGAN."""
    cited = (Citation(number=1, url=URL), Citation(number=2, title="Without an address"))
    options = Options(references=tmp_path / "references.yaml", reports=tmp_path / "reports")
    times = iter([BEGAN] * 3)
    with ExitStack() as rooms:
        references = References(article=Article(), references=cited)
        yield rooms.enter_context(begun(options, references, settings_of({}), lambda: next(times, NOW)))


def _asked(at: str) -> Fetch:
    return Fetch(address=URL, asked_at=at)


CLOCKS = {
    "as this one's": ("2026-05-01T10:45:00Z", "2026-05-01T10:45:00Z"),
    "slow by years": ("2001-01-01T00:00:00Z", "2026-05-01T10:00:00Z"),
    "fast by an hour": ("2026-05-01T12:10:00Z", "2026-05-01T11:30:00Z"),
}


@pytest.mark.parametrize(("said", "dated"), CLOCKS.values(), ids=list(CLOCKS))
def test_another_machine_s_clock_is_believed_within_the_run(job: Job, said: str, dated: str) -> None:
    taken: list[tuple[str, str]] = []
    arrivals = Arrivals([job], lambda item, kind: taken.append((item.asked_at, kind)), None)
    arrivals.elsewhere(_asked(said))
    assert taken == [(dated, "live")]


def test_what_is_asked_here_is_dated_by_the_run_s_clock(job: Job) -> None:
    taken: list[tuple[str, str]] = []
    arrivals = Arrivals([job], lambda item, kind: taken.append((item.asked_at, kind)), None)
    arrivals.here(_asked("2001-01-01T00:00:00Z"), "play")
    assert taken == [("2026-05-01T11:30:00Z", "play")]


def test_how_far_the_crawl_is(job: Job) -> None:
    told: list[tuple[int, int]] = []
    arrivals = Arrivals([job], lambda _item, _kind: None, lambda done, of: told.append((done, of)))
    arrivals.elsewhere(_asked("2026-05-01T10:45:00Z"))
    arrivals.here(Fetch(address="https://a.example/made-up", asked_at=""), "live")
    arrivals.here(_asked(""), "play")
    assert told == [(1, 2), (2, 2)]
