"""From the last verdicts to changes in references.yaml."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from crawler.judge.verdict import Suggestion
from crawler.references.citation import Article, References, from_mapping
from crawler.references.document import load
from crawler.repair.proposals import amendments, propose, render
from tests.program import ROOT, Program
from tests.reports.samples import HOSTILE_TITLES, REPAIR, archive, live, report, row

ADDED = row(
    4, "A work", live=live("not-found"), archive=archive(evidence="runs/1/evidence.warc.gz#offset=9"), suggestion=REPAIR
)


def _references(*rows: object) -> References:
    citations = tuple(
        from_mapping(each.citation, number=each.number, group=each.group, cited_by=())  # type: ignore[attr-defined]
        for each in rows
    )
    return References(article=Article(), references=citations)


def test_a_suggestion_becomes_a_proposal_with_its_evidence() -> None:
    (found,) = propose(_references(ADDED), report(ADDED))
    assert found.label == "4"
    assert found.evidence == "runs/1/evidence.warc.gz#offset=9"
    assert amendments([found]) == {"4": dict(REPAIR.changes)}
    shown = render([found])
    assert "+ archive-date: 2020-01-01" in shown
    assert ADDED.archive.explanation in shown


def test_what_stands_there_already_is_not_proposed() -> None:
    dated = replace(ADDED, citation={**ADDED.citation, "archive-date": "2020-01-01", "url-status": "live"})
    (found,) = propose(_references(dated), report(dated))
    assert found.changes["url-status"] == ("live", "dead")
    assert "archive-date" not in found.changes
    assert "- url-status: live" in render([found])


NOT_PROPOSED = {
    "no suggestion": replace(ADDED, suggestion=None),
    "advice without changes": replace(ADDED, suggestion=Suggestion(action="wait", text="Wait.", changes={})),
}


@pytest.mark.parametrize("judged", NOT_PROPOSED.values(), ids=list(NOT_PROPOSED))
def test_nothing_to_propose(judged: object) -> None:
    assert propose(_references(judged), report(judged)) == ()  # type: ignore[arg-type]
    assert render(()) == "Nothing to repair.\n"


@pytest.mark.parametrize("key", ["url", "archive-url", "title"])
def test_a_citation_changed_since_is_left_alone(key: str) -> None:
    changed = replace(ADDED, citation={**ADDED.citation, key: "https://elsewhere.example/"})
    assert propose(_references(changed), report(ADDED)) == ()


def test_hostile_titles_do_nothing_to_a_terminal() -> None:
    rows = [
        replace(ADDED, number=place, citation={**ADDED.citation, "title": title})
        for place, title in enumerate(HOSTILE_TITLES.values(), 1)
    ]
    shown = render(propose(_references(*rows), report(*rows)))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_the_stand_ins_repairs_hold(program: Program) -> None:
    """After `repair --write` the next check finds nothing that needs an archive address."""
    shutil.copyfile(ROOT / "references.yaml", program.folder / "references.yaml")
    program.run("sync", "--write", *program.network())
    program.check()
    flags = {flag["flag"] for row in program.rows().values() for flag in row["flags"]}
    assert "needs-archive-url" in flags

    shown = program.run("repair")
    assert shown.status == 0, shown.err
    assert "--write" in shown.out
    before = load(program.folder / "references.yaml")
    assert program.run("repair", "--write").status == 0
    after = load(program.folder / "references.yaml")
    changed = [ours.number for ours, theirs in zip(before.references, after.references, strict=True) if ours != theirs]
    assert set(changed) >= {3, 9, 15}

    assert program.check().status in (0, 1)
    flags = {flag["flag"] for row in program.rows().values() for flag in row["flags"]}
    assert "needs-archive-url" not in flags
    assert program.run("repair").out == "Nothing to repair.\n"


def test_without_a_run_there_is_nothing_to_go_by(program: Program) -> None:
    program.cite([{"title": "A"}])
    ended = program.run("repair")
    assert ended.status == 2
    assert "citewatch check" in ended.err
