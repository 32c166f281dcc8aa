"""Flags are listed in footnote order, explained, and followed by what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.history.record import Row
from crawler.judge.verdict import FLAGS, HEALTHS, Suggestion
from crawler.reports.flagged import (
    ADVICE_FOR_FLAG,
    ADVICE_FOR_HEALTH,
    MEANINGS,
    SETTLES,
    extent,
    flagged,
    meaning_of,
    newly_flagged,
    news,
    seen,
    unflagged_deaths,
    what_to_do,
)
from tests.reports.samples import REPAIR, archive, flag, full, live, report, row


def test_every_flag_and_health_has_its_words() -> None:
    assert set(MEANINGS) == set(ADVICE_FOR_FLAG) == set(FLAGS)
    assert set(ADVICE_FOR_HEALTH) == set(HEALTHS)


def test_all_flags_in_footnote_order() -> None:
    assert [(each.row.label, each.flag.flag) for each in flagged(full())] == [
        ("1", "quote-not-found"),
        ("2", "moved"),
        ("3", "dead-citation"),
        ("3", "not-archived"),
        ("4", "needs-archive-url"),
        ("5", "bad-archive-url"),
        ("6", "dead-citation"),
        ("6", "wrong-page"),
        ("11", "not-archived"),
    ]


def test_only_new_flags_are_newly_flagged() -> None:
    assert [(each.row.label, each.flag.flag) for each in newly_flagged(full())] == [
        ("2", "moved"),
        ("3", "dead-citation"),
        ("4", "needs-archive-url"),
        ("6", "wrong-page"),
    ]


def test_the_sample_has_every_flag() -> None:
    assert {each.flag.flag for each in flagged(full())} == set(FLAGS)


@pytest.mark.parametrize(
    ("name", "ground"),
    [
        ("dead-citation", "the page says so"),
        ("needs-archive-url", "the page says so"),
        ("wrong-page", "the page says so"),
        ("moved", "the page says so"),
        ("bad-archive-url", "the snapshot says so"),
        ("not-archived", "the snapshot says so"),
        ("quote-not-found", ""),
    ],
)
def test_an_explanation_follows_the_verdict_it_comes_from(name: str, ground: str) -> None:
    judged = row(
        live=live("not-found", explanation="the page says so"),
        archive=archive("bad", explanation="the snapshot says so"),
        flags=(flag(name),),
    )
    (each,) = flagged(report(judged))
    assert each.explanation == f"{MEANINGS[name]} {ground}".strip()


@pytest.mark.parametrize(
    ("reason", "meaning", "advice"),
    [
        ("wrong-page", MEANINGS["bad-archive-url"], ADVICE_FOR_FLAG["bad-archive-url"]),
        (
            "wrong-date",
            "The snapshot that the citation names is not in the archive.",
            "Name another snapshot than the one named, or none: that one is not in the archive.",
        ),
    ],
)
def test_a_snapshot_that_is_not_there_is_not_said_to_show_another_work(reason: str, meaning: str, advice: str) -> None:
    judged = row(live=live("unclear"), archive=archive("bad", reason), flags=(flag("bad-archive-url"),))
    assert flagged(report(judged))[0].meaning == meaning_of(judged, "bad-archive-url") == meaning
    assert what_to_do(judged) == advice


@pytest.mark.parametrize(
    ("judged", "advice"),
    [
        pytest.param(row(), "", id="healthy: nothing"),
        pytest.param(row(suggestion=REPAIR, flags=(flag("needs-archive-url"),)), REPAIR.text, id="a suggestion"),
        pytest.param(
            row(suggestion=REPAIR, flags=(flag("bad-archive-url"), flag("quote-not-found"))),
            f"{REPAIR.text} {ADVICE_FOR_FLAG['quote-not-found']}",
            id="a suggestion first, then the flags that it does not settle",
        ),
        pytest.param(
            row(
                live=live("address-unconfirmed"),
                suggestion=Suggestion(action="sync", text="Compare the address.", changes={}),
                archive=archive("bad", "redirect-capture"),
                flags=(flag("bad-archive-url"),),
            ),
            f"Compare the address. {ADVICE_FOR_FLAG['bad-archive-url']}",
            id="the snapshot beside an address that is not confirmed",
        ),
        pytest.param(row(live=live("no-url")), "Find its address: citewatch sync --write.", id="no address"),
        pytest.param(
            row(flags=(flag("dead-citation"), flag("wrong-page"))),
            f"{ADVICE_FOR_FLAG['wrong-page']} {ADVICE_FOR_FLAG['dead-citation']}",
            id="every flag, the most pressing first",
        ),
        pytest.param(
            row(live=live("gone"), archive=archive("missing"), flags=(flag("dead-citation"), flag("not-archived"))),
            ADVICE_FOR_FLAG["dead-citation"],
            id="what is gone cannot be archived",
        ),
        pytest.param(
            row(suggestion=Suggestion(action="another", text="Do this.", changes={}), flags=(flag("moved"),)),
            f"Do this. {ADVICE_FOR_FLAG['moved']}",
            id="a suggestion of a kind unknown here settles nothing",
        ),
        *(
            pytest.param(
                row(live=live("replaced"), flags=(flag("wrong-page"),), **{"url-status": status}),
                advice,
                id=f"another work stands there, and the article says {status}",
            )
            for status, advice in (
                ("usurped", ADVICE_FOR_HEALTH["rescued"]),
                ("unfit", ADVICE_FOR_HEALTH["rescued"]),
                ("live", ADVICE_FOR_FLAG["wrong-page"]),
            )
        ),
        pytest.param(
            row(
                live=live("replaced"),
                archive=archive("missing"),
                flags=(flag("wrong-page"),),
                **{"url-status": "usurped"},
            ),
            ADVICE_FOR_FLAG["wrong-page"],
            id="the same, and nothing stands in",
        ),
        pytest.param(row(live=live("timeout")), ADVICE_FOR_HEALTH["suspect"], id="suspect"),
        pytest.param(row(live=live("gone")), ADVICE_FOR_HEALTH["rescued"], id="rescued"),
    ],
)
def test_what_to_do(judged: Row, advice: str) -> None:
    assert what_to_do(judged) == advice


@pytest.mark.parametrize("name", FLAGS)
def test_the_advice_speaks_of_every_flag(name: str) -> None:
    judged = row(suggestion=Suggestion(action="look", text="Look.", changes={}), flags=(flag(name),))
    assert (ADVICE_FOR_FLAG[name] in what_to_do(judged)) is (name not in SETTLES["look"])


@pytest.mark.parametrize(
    ("footnotes", "said"),
    [
        ([], "nothing"),
        (["1"], "1 footnote (1 flag)"),
        (["1", "1"], "1 footnote (2 flags)"),
        (["1", "note:1", "1"], "2 footnotes (3 flags)"),
    ],
)
def test_how_much_is_flagged_is_counted_alike_everywhere(footnotes: list[str], said: str) -> None:
    assert extent(footnotes) == said


def test_the_news_count_footnotes_and_flags() -> None:
    both = row(9, flags=(flag("dead-citation", new=True), flag("wrong-page", new=True), flag("moved")))
    assert news(report(row(1), both)) == "Newly flagged: 1 footnote (2 flags)"
    assert news(report(row(1))) == "Newly flagged: nothing"


def test_a_death_that_is_not_flagged_is_said() -> None:
    rescued, usurped = row(1, live=live("gone")), row(2, live=live("replaced"), flags=(flag("wrong-page"),))
    assert unflagged_deaths(report(usurped, row(3))) == ""
    assert unflagged_deaths(report(rescued, usurped)).startswith("1 footnote has lost its page and is not flagged")
    assert unflagged_deaths(report(rescued, replace(rescued, number=4))).startswith("2 footnotes have lost their pages")


@pytest.mark.parametrize(
    ("state", "confirmed", "checked_at", "words"),
    [
        ("dead", False, "2025-06-01T00:00:00Z", "seen once"),
        ("dead", True, "2025-06-01T00:00:00Z", "confirmed"),
        ("unknown", False, "2025-06-01T00:00:00Z", ""),
        ("unknown", False, None, "not checked"),
        ("dead", True, None, "not checked"),
    ],
)
def test_how_often_it_was_seen(state: str, confirmed: bool, checked_at: str | None, words: str) -> None:  # noqa: FBT001 # a column of the table
    reason = {"dead": "not-found", "alive": "ok", "unknown": "unclear"}[state]
    assert seen(replace(live(reason), confirmed=confirmed, checked_at=checked_at)) == words


def test_what_several_runs_found_was_not_seen_once() -> None:
    assert seen(replace(live("unreachable"), confirmed=False)) == ""
    assert seen(replace(live("unreachable"), confirmed=True)) == "confirmed"
