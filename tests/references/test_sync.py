from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.references.amend import amend
from crawler.references.citation import Article, Citation, References
from crawler.references.document import dump, parse
from crawler.references.sync import Sync, apply, compare, render, summary

LIVE = "https://port.example/history"
SNAP = "https://web.archive.org/web/20190906000000/https://port.example/history"
THEIRS = Citation(
    number=1,
    title="A history of the port",
    url=LIVE,
    url_source="article",
    url_status="dead",
    archive_url=SNAP,
    archive_date="2019-09-06",
)
BARE = Citation(number=1, title="A history of the port")


def listed(*citations: Citation) -> References:
    return References(article=Article(), references=citations)


def synced(ours: Citation, theirs: Citation = THEIRS, *, overwrite: bool = False) -> Sync:
    return compare(listed(ours), listed(theirs), overwrite=overwrite)


FILLED = {
    "url": ("", LIVE),
    "url-status": ("", "dead"),
    "archive-url": ("", SNAP),
    "archive-date": ("", "2019-09-06"),
    "url-source": ("", "article"),
}


def test_what_ours_lacks_is_filled() -> None:
    assert synced(BARE).changes == {"1": FILLED}
    assert synced(BARE).held == {}


def test_nothing_to_do() -> None:
    sync = synced(THEIRS)
    assert (sync.changes, sync.held, sync.new, sync.removed, sync.renumbered) == ({}, {}, (), (), ())
    assert render(sync) == ""


def test_what_the_article_lacks_is_not_taken_away() -> None:
    assert synced(THEIRS, BARE).changes == {}
    assert synced(THEIRS, BARE, overwrite=True).changes == {}


@pytest.mark.parametrize("source", ["", "person", "stored-page", "article"])
def test_an_address_that_stands_stays(source: str) -> None:
    sync = synced(replace(BARE, url="http://mine.example/", url_source=source))
    assert "url" not in sync.changes["1"]
    assert sync.held["1"] == {"url": ("http://mine.example/", LIVE)}


def test_what_the_article_says_of_another_address_says_nothing_of_ours() -> None:
    assert "url-status" not in synced(replace(BARE, url="http://mine.example/")).changes["1"]


def test_a_recalled_address_is_replaced() -> None:
    changes = synced(replace(BARE, url="http://maybe.example/", url_source="recalled")).changes["1"]
    assert changes["url"] == ("http://maybe.example/", LIVE)
    assert changes["url-source"] == ("recalled", "article")


def test_a_recalled_address_that_was_right_is_confirmed() -> None:
    changes = synced(replace(THEIRS, url_source="recalled")).changes["1"]
    assert changes == {"url-source": ("recalled", "article")}


def test_a_recalled_address_of_which_the_article_knows_nothing_stays_recalled() -> None:
    assert synced(replace(BARE, url="http://maybe.example/", url_source="recalled"), BARE).changes == {}


def test_overwrite_takes_the_article_s() -> None:
    ours = replace(THEIRS, url="http://mine.example/", url_source="person", url_status="live", archive_date="2001")
    sync = synced(ours, overwrite=True)
    assert sync.held == {}
    assert sync.changes["1"] == {
        "url": ("http://mine.example/", LIVE),
        "url-status": ("live", "dead"),
        "archive-date": ("2001", "2019-09-06"),
        "url-source": ("person", "article"),
    }


def test_the_date_that_the_footnote_gave_welcomes_its_snapshot() -> None:
    sync = synced(replace(BARE, archive_date="2019-09-06"))
    assert sync.changes["1"]["archive-url"] == ("", SNAP)
    assert "archive-date" not in sync.changes["1"]


@pytest.mark.parametrize("date", ["2019", "2019-09"])
def test_a_vaguer_date_welcomes_it_too(date: str) -> None:
    sync = synced(replace(BARE, archive_date=date))
    assert sync.changes["1"]["archive-url"] == ("", SNAP)
    assert sync.held == {}


def test_a_snapshot_of_another_date_is_held_back() -> None:
    sync = synced(replace(BARE, archive_date="2018-01-01"))
    assert "archive-url" not in sync.changes["1"]
    assert sync.held["1"] == {"archive-date": ("2018-01-01", "2019-09-06"), "archive-url": ("", SNAP)}


def test_another_snapshot_s_date_is_not_filled_in() -> None:
    sync = synced(replace(BARE, archive_url="https://archive.example/1"))
    assert "archive-date" not in sync.changes["1"]
    assert sync.held["1"] == {"archive-url": ("https://archive.example/1", SNAP)}


def test_new_removed_and_renumbered() -> None:
    gone, fresh = Citation(number=2, title="Ships of 1880"), Citation(number=1, title="War in the islands")
    sync = compare(listed(BARE, gone), listed(fresh, replace(THEIRS, number=2)))
    assert (sync.new, sync.removed, sync.renumbered) == ((fresh,), (gone,), (("1", "2"),))
    assert sync.changes == {"1": FILLED}


def test_render_is_a_diff_for_people() -> None:
    gone = Citation(number=2, title="Ships of 1880")
    ours = replace(BARE, url="http://maybe.example/", url_source="recalled", archive_date="2018-01-01")
    fresh = Citation(number=3, title="War in the islands")
    assert render(compare(listed(ours, gone), listed(THEIRS, fresh))) == (
        "@@ [1] A history of the port @@\n"
        "-url: http://maybe.example/\n"
        f"+url: {LIVE}\n"
        "+url-status: dead\n"
        "-url-source: recalled\n"
        "+url-source: article\n"
        "Kept as they stand (--overwrite takes the article's):\n"
        "@@ [1] A history of the port @@\n"
        "-archive-date: 2018-01-01\n"
        "+archive-date: 2019-09-06\n"
        f"+archive-url: {SNAP}\n"
        "New in the article: [3] War in the islands\n"
        "+title: War in the islands\n"
        "No longer in the article: [2] Ships of 1880\n"
    )


def test_the_changes_apply_to_the_file_and_then_nothing_is_left() -> None:
    ours = listed(BARE, replace(BARE, number=2, title="Ships of 1880", url="http://x.example/", url_source="recalled"))
    article = listed(THEIRS, replace(THEIRS, number=2, title="Ships of 1880"))
    sync = compare(ours, article)
    outcome = parse(amend(dump(ours), sync.amendments))
    assert outcome == article
    assert compare(outcome, article).changes == {}


def applied(ours: References, article: References, *, overwrite: bool = False) -> References:
    return parse(apply(dump(ours), compare(ours, article, overwrite=overwrite)))


def test_the_article_s_words_fill_what_ours_does_not_say() -> None:
    theirs = replace(THEIRS, author=("Doe, J.",), work="The Example", date="2005", access_date="2018-06-17", quote="Q")
    changes = synced(BARE, theirs).changes["1"]
    assert {key: new for key, (_, new) in changes.items() if key not in FILLED} == {
        "date": "2005",
        "access-date": "2018-06-17",
        "work": "The Example",
        "quote": "Q",
    }


def test_words_that_differ_are_held_and_shown() -> None:
    ours, theirs = replace(BARE, work="The Courier", date="2004"), replace(BARE, work="The Example", date="2005")
    sync = synced(ours, theirs)
    assert (sync.changes, sync.held["1"]) == ({}, {"date": ("2004", "2005"), "work": ("The Courier", "The Example")})
    assert "Kept as they stand" in render(sync)
    assert synced(ours, theirs, overwrite=True).changes["1"]["work"] == ("The Courier", "The Example")


@pytest.mark.parametrize(("ours", "theirs"), [("The Example!", "the example"), ("A – B", "A - B")])  # noqa: RUF001 - a dash
def test_other_punctuation_is_no_difference(ours: str, theirs: str) -> None:
    assert not synced(replace(BARE, work=ours), replace(BARE, work=theirs)).to_do
    assert synced(replace(BARE, work=ours), replace(BARE, work=theirs)).held == {}


def test_the_language_s_other_name_is_no_difference() -> None:
    assert synced(replace(BARE, language="zh"), replace(BARE, language="Chinese")).held == {}


def test_a_name_is_never_given_or_taken() -> None:
    assert synced(BARE, replace(BARE, name="a")).changes == {}
    assert synced(replace(BARE, name="a"), replace(BARE, name="b"), overwrite=True).changes == {}


def test_a_name_matches_however_its_spaces_are_spelled() -> None:
    ours, theirs = Citation(number=1, name="My ref"), Citation(number=7, name="My_ref", url="http://a/")
    assert compare(listed(ours), listed(theirs)).renumbered == (("1", "7"),)


A, B, C = (Citation(number=place, title=title) for place, title in enumerate(("Ants", "Bees eat", "Cows moo"), start=1))


def test_a_new_footnote_comes_in_at_its_place_and_the_others_move_on() -> None:
    fresh = Citation(number=2, group="", title="Dogs bark", url="http://d.example/", url_source="article")
    article = listed(A, fresh, replace(B, number=3), replace(C, number=4))
    assert applied(listed(A, B, C), article) == article
    assert summary(compare(listed(A, B, C), article)) == "1 new, 2 renumbered"


def test_a_new_first_footnote() -> None:
    article = listed(Citation(number=1, title="Dogs bark"), replace(A, number=2))
    assert applied(listed(A), article) == article


def test_numbers_that_change_places() -> None:
    article = listed(replace(B, number=1), replace(A, number=2), C)
    kept = {citation.title: citation.number for citation in applied(listed(A, B, C), article).references}
    assert kept == {"Bees eat": 1, "Ants": 2, "Cows moo": 3}


def test_a_footnote_that_gets_a_group_and_one_that_loses_it() -> None:
    ours = listed(A, replace(B, group="note", number=1))
    article = listed(replace(A, group="note"), replace(B, number=1))
    kept = {citation.title: citation.label for citation in applied(ours, article).references}
    assert kept == {"Ants": "note:1", "Bees eat": "1"}


def test_a_footnote_that_the_article_has_no_more_stays_unless_told() -> None:
    assert applied(listed(A, B), listed(A)) == listed(A, B)
    assert applied(listed(A, B), listed(A), overwrite=True) == listed(A)
    assert summary(compare(listed(A, B), listed(A), overwrite=True)) == "1 taken out"


def test_a_number_that_a_removed_footnote_holds_is_not_given_to_another() -> None:
    ours, article = listed(A, B, C), listed(A, replace(C, number=2))
    sync = compare(ours, article)
    assert not sync.to_do
    assert "Numbers stay as they are while 2 stands in our list" in render(sync)
    assert applied(ours, article, overwrite=True) == article


def test_history_follows_the_citation_through_a_renumbering() -> None:
    ours = listed(replace(A, url="http://a.example/"), replace(B, name="bees"))
    article = listed(replace(B, number=1, name="bees"), replace(A, number=2, url="http://a.example/"))
    after = {citation.title: citation.identity for citation in applied(ours, article).references}
    assert after == {citation.title: citation.identity for citation in ours.references}
