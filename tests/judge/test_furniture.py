"""A page is read without what its site shows on its front page too."""

from __future__ import annotations

from crawler.judge.furniture import without_furniture
from tests.judge.cases import STORY, fetch, html
from tests.judge.sites import ROOT, judged, laid_out, rules_of

BOXES = (
    "<p>User name: Password: Log me in every time</p><p>Our board of boat builders has 604 topics, and 31 guests read "
    "them now.</p><h2>Birthdays</h2><p>Nobody was born today.</p>"
)
LONG_BOX = BOXES.partition("<h2>")[0] * 3
FRONT = fetch(html("Boat builders", STORY, heading="Welcome aboard", body=BOXES), url=ROOT)
GONE = "The topic you wanted was deleted by a moderator."


def test_what_the_front_page_shows_too_is_cut() -> None:
    own = without_furniture(fetch(html("Boat builders", GONE, heading="Notice", body=BOXES)), FRONT)
    assert own is not None
    assert own.told == f"Notice {GONE}"
    assert own.leads == (f"Notice {GONE}",)
    assert own.longest == len(f"Notice {GONE}")
    assert "Password" in own.text


def test_nothing_is_cut_without_a_front_page_or_from_it() -> None:
    page = fetch(html("Boat builders", GONE, body=BOXES))
    assert without_furniture(page, None) is None
    assert without_furniture(page, fetch(b"", url=ROOT, status=500)) is None
    assert without_furniture(fetch(html("Boat builders", STORY, heading="Welcome aboard", body=BOXES)), FRONT) is None


def test_a_text_that_stands_on_the_front_page_too_is_no_furniture() -> None:
    own = without_furniture(fetch(html("A letter", STORY, "It was read twice by us all.", body=BOXES)), FRONT)
    assert own is not None
    assert STORY in own.main


def test_a_post_of_short_paragraphs_that_the_front_page_shows_too_stays() -> None:
    post = [
        f"{day}: nets, two crates of mackerel, wind from the north and tea at five."
        for day in ("Mon", "Tue", "Wed", "Thu")
    ]
    front = fetch(laid_out("Diary", "Diary", *post, "Another day."), url=ROOT)
    comment = "<h4>1 comment:</h4><p>This comment has been removed by the author.</p>"
    assert judged(fetch(laid_out("Diary", "Tuesday", *post, extra=comment)), front=front).state != "dead"


def test_where_the_front_page_shows_all_of_it_nothing_is_cut() -> None:
    assert without_furniture(fetch(html("Boat builders", "Hello.", heading="", body=BOXES)), FRONT) is None


def test_boxes_of_the_site_do_not_hide_that_a_topic_was_deleted() -> None:
    now = fetch(laid_out("Boat builders", "Notice", GONE, extra=BOXES))
    front = fetch(laid_out("Boat builders", "Welcome aboard", STORY, extra=BOXES), url=ROOT)
    assert judged(now, front=front).state == "dead"


def test_a_short_record_within_the_boxes_of_its_site_still_answers() -> None:
    now = fetch(laid_out("Boat builders", "Oak frame", "Eleven feet, built in May.", extra=LONG_BOX))
    front = fetch(laid_out("Boat builders", "Welcome aboard", STORY, extra=BOXES), url=ROOT)
    assert "identity/answers" in rules_of(judged(now, front=front))


def test_a_box_for_a_password_that_the_front_page_has_not_hides_the_page() -> None:
    asks = "<form><input type=password></form>"
    now = fetch(laid_out("Boat builders", "Members", "Kui oled selts liige, sisene.", extra=LONG_BOX + asks))
    front = fetch(laid_out("Boat builders", "Welcome aboard", STORY, extra=BOXES), url=ROOT)
    assert "identity/answers" not in rules_of(judged(now, front=front))


def test_a_box_that_asks_for_a_login_on_all_pages_asks_on_this_one() -> None:
    box = "<p>You are not logged in. Please log in or register.</p>"
    now = fetch(laid_out("Board", "Frames", "Two inches, said my uncle.", "This post has been deleted.", extra=box))
    front = fetch(laid_out("Board", "Welcome aboard", STORY, extra=box), url=ROOT)
    assert judged(now, front=front).state == "unknown"
