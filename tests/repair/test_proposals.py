"""From the last verdicts to changes in references.yaml."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.history.record import Row
from crawler.judge.verdict import Suggestion
from crawler.references.citation import Article, Citation, References, from_mapping
from crawler.repair.proposals import Proposal, Proposed, amendments, propose, render
from tests.repair.judged import ALIVE, BAD, DEAD, NEW, ROWS, cited, judged_report, snapshot
from tests.reports.samples import HOSTILE_TITLES, REPAIR, archive, flag, live, report, row

ADDED = row(
    4, "A work", live=live("not-found"), archive=archive(evidence="runs/1/evidence.warc.gz#offset=9"), suggestion=REPAIR
)


def _references(*rows: Row) -> References:
    citations = tuple(from_mapping(each.citation, number=each.number, group=each.group, cited_by=()) for each in rows)
    return References(article=Article(), references=citations)


def _only(name: str) -> Proposal:
    (found,) = propose(cited(name), judged_report(name)).proposals
    return found


CHANGES = {
    "dead": {"archive-url": snapshot(DEAD), "archive-date": "2020-01-05", "url-status": "dead"},
    "moved": {"url": NEW},
    "alive": {"archive-url": snapshot(ALIVE), "archive-date": "2020-01-05", "url-status": "live"},
    "revived": {"url-status": "live"},
}


@pytest.mark.parametrize(("name", "changes"), CHANGES.items(), ids=list(CHANGES))
def test_what_is_proposed(name: str, changes: dict[str, str]) -> None:
    found = _only(name)
    assert amendments([found]) == {found.label: changes}


def test_an_address_in_other_hands_is_usurped() -> None:
    assert _only("usurped").changes["url-status"] == ("", "usurped")


@pytest.mark.parametrize("name", ["lost", "well", "missing"])
def test_nothing_is_proposed(name: str) -> None:
    assert propose(cited(name), judged_report(name)) == Proposed((), (), sources=1, judged=1)
    assert propose(cited(name), report()) == Proposed(
        (), (), sources=1, judged=0, unknown=(cited(name).references[0].label,)
    )


def test_a_proposal_has_its_grounds() -> None:
    (found,) = propose(_references(ADDED), report(ADDED)).proposals
    assert found.label == "4"
    shown = render([found])
    assert "runs/1/evidence.warc.gz#offset=9" in shown
    assert "archive-date: (none) -> 2020-01-01" in shown
    assert ADDED.archive.explanation in shown


def test_what_stands_there_already_is_not_proposed() -> None:
    dated = replace(ADDED, citation={**ADDED.citation, "archive-date": "2020-01-01", "url-status": "live"})
    (found,) = propose(_references(dated), report(dated)).proposals
    assert found.changes["url-status"] == ("live", "dead")
    assert "archive-date" not in found.changes
    assert "url-status: live -> dead" in render([found])


NOT_PROPOSED = {
    "no suggestion": replace(ADDED, suggestion=None),
    "advice without changes": replace(ADDED, suggestion=Suggestion(action="wait", text="Wait.", changes={})),
}


@pytest.mark.parametrize("judged", NOT_PROPOSED.values(), ids=list(NOT_PROPOSED))
def test_nothing_to_propose(judged: Row) -> None:
    found = propose(_references(judged), report(judged))
    assert (found.proposals, found.left_alone) == ((), ())
    assert render(()) == ""


@pytest.mark.parametrize("key", ["url", "archive-url", "title"])
@pytest.mark.parametrize("name", ["", "a ref's name"])
def test_a_citation_changed_since_is_left_alone_and_said_to_be(key: str, name: str) -> None:
    judged = replace(ADDED, citation={**ADDED.citation, "name": name}) if name else ADDED
    changed = replace(judged, citation={**judged.citation, key: "https://elsewhere.example/"})
    found = propose(_references(changed), report(judged))
    assert found.proposals == ()
    assert found.left_alone == (f"[4] is left alone: its {key} changed since it was judged. Run citewatch check.",)


def test_a_changed_citation_of_which_nothing_was_wanted_is_no_news() -> None:
    changed = replace(ROWS["well"], citation={**ROWS["well"].citation, "url": "https://elsewhere.example/"})
    assert propose(_references(changed), report(ROWS["well"])).left_alone == ()


@pytest.mark.parametrize("flagged", ["dead-citation", "bad-archive-url"])
def test_what_nothing_can_be_proposed_for_is_named_by_its_advice(flagged: str) -> None:
    lost = replace(ROWS["lost"], flags=(flag(flagged),))
    rows = (lost, replace(lost, number=4, citation={**lost.citation, "url": DEAD}), ROWS["well"])
    found = propose(_references(*rows), report(*rows))
    (said,) = found.not_repairable
    assert said.startswith("Not repairable: [2], [4]: No snapshot in the archives that were asked shows the work: ")
    changed = replace(lost, citation={**lost.citation, "url": "https://elsewhere.example/"})
    assert propose(_references(changed), report(lost)).not_repairable == ()
    assert propose(_references(ADDED), report(replace(ADDED, flags=(flag(flagged),)))).not_repairable == ()


def test_without_a_suggestion_the_flag_s_own_advice_is_said() -> None:
    bad = replace(ROWS["well"], archive=archive("bad", "wrong-page"), suggestion=None, flags=(flag("bad-archive-url"),))
    assert propose(_references(bad), report(bad)).not_repairable == (
        "Not repairable: [6]: Name another snapshot than the one named, or none: it does not show the work.",
    )


def test_what_was_never_judged_is_named() -> None:
    assert propose(cited("dead", "lost"), judged_report("dead")).unknown == ("2",)


def _numbered(name: str, number: int) -> Citation:
    return replace(cited(name).references[0], number=number)


def test_a_renumbered_footnote_takes_its_verdict_along() -> None:
    """Another footnote now has the number under which the dead one was judged."""
    ours = References(article=Article(), references=(_numbered("well", 1), _numbered("dead", 6)))
    found = propose(ours, judged_report("dead", "well"))
    assert [proposal.label for proposal in found.proposals] == ["6"]
    assert found.left_alone == ()


def test_two_that_cite_the_same_address_are_kept_apart() -> None:
    other = replace(ROWS["dead"], number=2, suggestion=None, citation={**ROWS["dead"].citation, "title": "Another"})
    found = propose(_references(ROWS["dead"], other), report(ROWS["dead"], other))
    assert [proposal.label for proposal in found.proposals] == ["1"]


def test_a_citation_that_was_never_judged_is_no_matter() -> None:
    found = propose(cited(), judged_report("moved"))
    assert [proposal.label for proposal in found.proposals] == ["3"]
    assert found.left_alone == ()


def test_a_snapshot_that_is_replaced_is_shown_beside_the_new_one() -> None:
    shown = render([_only("alive")])
    assert f"instead of: {BAD}" in shown
    assert "soft-404-capture" in shown


def test_hostile_titles_do_nothing_to_a_terminal() -> None:
    rows = [
        replace(ADDED, number=place, citation={**ADDED.citation, "title": title})
        for place, title in enumerate(HOSTILE_TITLES.values(), 1)
    ]
    shown = render(propose(_references(*rows), report(*rows)).proposals)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
