"""What a site shows in the work's place: its front page, a list of others, a tombstone; and pages with little text."""

from __future__ import annotations

import pytest

from crawler.evidence.fetch import Fetch
from tests.judge.cases import STORY, TITLE, URL, citation, fetch, html
from tests.judge.sites import FRONT, MADE_UP, OTHER, ROOT, SITE, WELCOME, judged, laid_out, rules_of

HOME = laid_out(SITE, SITE, *WELCOME)
SHORT_HOME = html(SITE, "Boats, locks, tea.", body='<a href="/a">a</a><script src="/s.js"></script>')


TEASERS = "".join(f'<a href="/{number}">Story {number}</a> ' for number in range(12))
FULL_HOME = laid_out(SITE, SITE, *WELCOME, extra=TEASERS)


def test_the_front_page_at_a_deep_address() -> None:
    verdict = judged(fetch(FULL_HOME), front=fetch(FULL_HOME, url=ROOT))
    assert (verdict.state, verdict.reason, verdict.signals[0].rule) == ("dead", "redirected-home", "site/front-page")


@pytest.mark.parametrize(
    "text", ["Only members may read this paper.", "Please be patient until tomorrow: our stories move to a new server."]
)
def test_a_notice_for_all_of_the_site_is_no_front_page(text: str) -> None:
    body = laid_out(SITE, SITE, f"{text} {OTHER}")
    assert judged(fetch(body), front=fetch(body, url=ROOT)).state == "unknown"


NOT_THE_FRONT_PAGE = {
    "it carries the cited words": (fetch(HOME), citation(title="The paper of the northern islands since 1891")),
    "a title that would not be seen": (fetch(HOME), citation(title="Das Blatt der Inseln im Norden", url=f"{ROOT}x")),
    "the front page itself": (fetch(HOME, url=ROOT), citation(url=ROOT)),
    "another page": (fetch(laid_out("Allotments", "Allotments", OTHER)), citation()),
}


@pytest.mark.parametrize(("now", "cited"), NOT_THE_FRONT_PAGE.values(), ids=NOT_THE_FRONT_PAGE)
def test_no_front_page_at_a_deep_address(now: Fetch, cited: object) -> None:
    assert "site/front-page" not in rules_of(judged(now, cited=cited))  # type: ignore[arg-type]


def test_where_a_made_up_address_shows_the_front_page_too_it_is_the_sites_answer_to_everything() -> None:
    assert "site/front-page" not in rules_of(judged(fetch(HOME), fetch(HOME, url=MADE_UP)))


def sent_to(url: str, body: bytes, status: int = 302) -> Fetch:
    return fetch(body, url=url, via=((URL, status),))


def test_a_redirect_to_a_short_front_page_that_opens_by_itself() -> None:
    verdict = judged(sent_to(ROOT, SHORT_HOME), front=fetch(SHORT_HOME, url=ROOT))
    assert (verdict.state, verdict.reason) == ("dead", "redirected-home")


WALLS = {
    "the front page shows something else": (sent_to(ROOT, SHORT_HOME), FRONT),
    "it asks for a login": (
        sent_to(ROOT, html(SITE, "Enter your password", body="<form><input type=password></form>")),
        fetch(html(SITE, "Enter your password", body="<form><input type=password></form>"), url=ROOT),
    ),
}


@pytest.mark.parametrize(("now", "front"), WALLS.values(), ids=WALLS)
def test_a_redirect_that_may_be_a_walls(now: Fetch, front: Fetch) -> None:
    assert judged(now, front=front).state == "unknown"


LIST = laid_out(
    "Letters", "Letters of the week", extra="".join(f'<p><a href="/l/{n}">Letter {n}</a></p>' for n in range(9))
)


def test_a_redirect_to_a_list_higher_up() -> None:
    verdict = judged(sent_to("https://courier.example/letters", LIST))
    assert (verdict.state, verdict.reason, verdict.signals[0].rule) == (
        "dead",
        "redirected-home",
        "site/sent-elsewhere",
    )


def test_a_redirect_to_a_list_as_deep_as_the_work_was() -> None:
    verdict = judged(sent_to("https://courier.example/2014/03/letters", LIST))
    assert (verdict.state, verdict.signals[0].rule) == ("dead", "site/sent-elsewhere")


def test_a_word_of_a_long_title_may_stand_on_a_list_by_chance() -> None:
    verdict = judged(sent_to("https://courier.example/letters", LIST.replace(b"Letter 1", b"Ferry, again")))
    assert (verdict.state, verdict.signals[0].rule) == ("dead", "site/sent-elsewhere")


STAYS_OPEN = {
    "a text as deep as before": sent_to("https://courier.example/2014/03/letters", laid_out("Plots", "Plots", OTHER)),
    "with words of the title": sent_to("https://courier.example/letters", LIST.replace(b"Letter 1", b"A ferry strike")),
    "to a gate": sent_to("https://courier.example/join", laid_out("Join", "Join us", "Readers pay two pounds a week.")),
}


@pytest.mark.parametrize("now", STAYS_OPEN.values(), ids=STAYS_OPEN)
def test_a_redirect_that_proves_nothing(now: Fetch) -> None:
    assert "site/sent-elsewhere" not in rules_of(judged(now))


def test_words_of_absence_on_a_page_that_is_silent_about_the_work() -> None:
    verdict = judged(fetch(laid_out(SITE, "Hm", "Whatever page you wanted, it was lost in the flood.")))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")
    assert "site/silent" in rules_of(verdict)


def test_words_that_only_deny_something_may_be_a_gates() -> None:
    verdict = judged(fetch(laid_out(SITE, "Hm", "Whatever page you wanted, it turned up nowhere.")))
    assert verdict.reason == "unclear"
    assert {"site/silent", "absence/negation"} <= rules_of(verdict)


def test_what_is_denied_further_on_is_one_thing_of_many() -> None:
    rules = (
        "We lend what others have, and they lend what is ours. It is all renewed once, by telephone, the day before. "
        "Nobody pays where a page was not to be had."
    )
    cited = citation(title="Regulations for the lending of volumes among parish libraries")
    verdict = judged(fetch(laid_out(SITE, "Borrowing from elsewhere", rules)), cited=cited)
    assert {"site/silent", "absence/negation"} <= rules_of(verdict)
    assert verdict.reason == "unclear"


SILENT_WITHOUT_PROOF = {
    "no words of absence": laid_out(SITE, "Hm", "Fine weather."),
    "words of the title": laid_out(SITE, "Hm", "Of the ferry strike there is not a page."),
    "outside the site's menus": html("Hm", "Whatever page you wanted, it turned up nowhere."),
    "a gate": laid_out(SITE, "Hm", "This page is not for you: readers pay two pounds."),
}


@pytest.mark.parametrize("body", SILENT_WITHOUT_PROOF.values(), ids=SILENT_WITHOUT_PROOF)
def test_silence_alone_is_no_proof(body: bytes) -> None:
    assert judged(fetch(body)).state != "dead"


LITTLE_TEXT = {
    "a table": laid_out("1974", "Results 1974", extra="<table><tr><td>Ferry</td><td>5:51</td></tr></table>"),
    "an album": laid_out("Album", "Summer album", extra="".join(f"<figure>Strike, {n}</figure>" for n in range(5))),
}


@pytest.mark.parametrize("body", LITTLE_TEXT.values(), ids=LITTLE_TEXT)
def test_a_page_with_words_of_the_title_and_little_text_is_alive(body: bytes) -> None:
    cited = citation(title="Ferry strike")
    verdict = judged(fetch(body), cited=cited)
    assert (verdict.state, verdict.signals[0].rule) == ("alive", "site/own-page")


NOT_ITS_OWN = {
    "nothing of the title": laid_out("1974", "Results 1974", extra="<table><tr><td>Eights</td></tr></table>"),
    "it says that it is gone": laid_out(SITE, "Ferry", "The page on the ferry has been removed."),
    "a gate": laid_out(SITE, "Ferry", "Readers pay two pounds."),
}


@pytest.mark.parametrize("body", NOT_ITS_OWN.values(), ids=NOT_ITS_OWN)
def test_a_page_that_is_not_seen_to_be_the_work(body: bytes) -> None:
    assert "site/own-page" not in rules_of(judged(fetch(body), cited=citation(title="Ferry strike")))


def test_a_page_of_text_needs_no_such_sign() -> None:
    assert "site/own-page" not in rules_of(judged(fetch(html("Boats", STORY, TITLE))))


def test_a_note_with_words_of_the_title_where_made_up_addresses_get_another_page() -> None:
    note = fetch(laid_out(SITE, "Ferries sail again", "Eleven days are over."))
    excuse = fetch(laid_out(SITE, "Lost at sea", "We looked behind the sofa."), url=MADE_UP)
    verdict = judged(note, excuse)
    assert (verdict.state, verdict.signals[0].rule) == ("alive", "site/own-page")


def test_a_tombstone_that_speaks_of_access_as_well() -> None:
    gone = "The item you are trying to access has been withdrawn."
    verdict = judged(fetch(laid_out(SITE, "Item withdrawn", gone)))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")
