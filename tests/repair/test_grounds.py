"""Why a repair is proposed, a line each."""

from __future__ import annotations

from dataclasses import replace

from crawler.judge.verdict import Content, ContentVerdict, Step
from crawler.repair.grounds import LONGEST_COMPARED, grounds
from tests.repair.judged import ALIVE, BAD, DEAD, MOVED, NEW, ROWS, snapshot
from tests.reports.samples import HOSTILE_TITLES, archive, hostile

ADDS = {"archive-url": snapshot(DEAD), "archive-date": "2020-01-05"}


def test_a_snapshot_that_was_found() -> None:
    lines = grounds(ROWS["dead"], ADDS)
    assert lines[0].startswith("why: live dead/not-found (seen once, 2025-06-01T04:00:09Z). ")
    assert f"snapshot: {snapshot(DEAD)}" in lines
    assert any(line.startswith("captured: 2020-01-05T06:07:08Z (") and "archive good/ok" in line for line in lines)
    assert lines[-1] == "evidence: evidence.warc.gz#4711"


def test_a_snapshot_in_place_of_a_bad_one() -> None:
    lines = grounds(ROWS["alive"], {"archive-url": snapshot(ALIVE)})
    assert f"snapshot: {snapshot(ALIVE)}" in lines
    assert any(line.startswith(f"instead of: {BAD}. archive bad/soft-404-capture") for line in lines)


def test_what_an_offered_snapshot_shows_is_said() -> None:
    other = replace(ROWS["alive"].archive.alternatives[0], compared='title match 0.98: "Story\x1b[2J 5"')
    row = replace(ROWS["alive"], archive=replace(ROWS["alive"].archive, alternatives=(other,)))
    assert 'compared: title match 0.98: "Story 5", in the snapshot' in grounds(row, {"archive-url": snapshot(ALIVE)})


def test_the_way_to_a_new_address() -> None:
    hops = (Step(url=MOVED, status=301), Step(url=NEW, status=200))
    moved = replace(ROWS["moved"], live=replace(ROWS["moved"].live, hops=hops))
    assert f"way: 301 {MOVED} -> 200 {NEW}" in grounds(moved, {"url": NEW})
    assert not any(line.startswith("archive ") for line in grounds(moved, {"url": NEW}))
    assert not any(line.startswith(("way:", "snapshot:")) for line in grounds(moved, {"url-status": "live"}))


def test_a_status_rests_on_the_snapshot_too() -> None:
    assert any(line.startswith("archive good/ok. ") for line in grounds(ROWS["dead"], {"url-status": "dead"}))


def test_what_many_runs_tried_is_not_said_to_be_seen_once() -> None:
    away = replace(ROWS["dead"], live=replace(ROWS["dead"].live, reason="unreachable"))
    assert grounds(away, ADDS)[0].startswith("why: live dead/unreachable (2025-06-01T04:00:09Z). ")


def test_the_proof_of_a_new_address_where_the_old_one_is_dead() -> None:
    assert "proof: It moved: proof." in grounds(ROWS["elsewhere"], {"url": "https://x.example/"})


def test_the_same_snapshot_where_its_archive_is_now() -> None:
    lines = grounds(ROWS["dead"], {"archive-url": "https://wayback.example/2020/x"})
    assert "snapshot: https://wayback.example/2020/x" in lines


def test_what_was_compared() -> None:
    content = Content(
        title=ContentVerdict(verdict="match", score=0.984, compared="Story\n1", source="archive"),
        quote=ContentVerdict(verdict="absent", score=None, compared="", source="live"),
        author=ContentVerdict(verdict="unknown", score=0.5, compared="Doe", source="live"),
        date=ContentVerdict(verdict="differs", score=None, compared="x" * 999, source="live"),
    )
    lines = [line for line in grounds(replace(ROWS["dead"], content=content), ADDS) if line.startswith("compared")]
    assert lines[0] == 'compared: title match 0.98, in the snapshot: "Story 1"'
    assert lines[1].startswith('compared: date differs, on the live page: "xxx')
    assert len(lines[1]) < LONGEST_COMPARED + 60
    assert len(lines) == 2


def test_a_lost_page() -> None:
    lines = grounds(ROWS["lost"], {})
    assert lines[0].startswith("why: live dead/gone")
    assert lines[1].startswith("archive missing/no-capture. ")


def test_both_verdicts_evidence_is_named() -> None:
    both = replace(ROWS["dead"], archive=replace(ROWS["dead"].archive, evidence="runs/9/evidence.warc.gz#offset=1"))
    assert grounds(both, ADDS)[-1] == "evidence: evidence.warc.gz#4711, runs/9/evidence.warc.gz#offset=1"


def test_a_snapshot_of_no_known_time() -> None:
    unknown = replace(ROWS["dead"], archive=archive("bad", "unplayable", captured_at=None))
    assert any("captured: unknown" in line for line in grounds(unknown, ADDS))


def test_nothing_in_them_acts_on_a_terminal() -> None:
    for row in hostile().rows:
        lines = grounds(row, {"archive-url": "x", "url": "y"})
        assert not any(char in line for line in lines for char in "\x1b\x07\u202e\n\r\x9b")
    assert len(hostile().rows) == len(HOSTILE_TITLES)
