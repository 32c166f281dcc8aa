"""Another work at the cited address: believed where the site lets us in, and the page has nothing of the citation."""

from __future__ import annotations

import pytest

from crawler.evidence.fetch import Fetch
from crawler.judge.live import Beside, judge_fetch
from crawler.references.citation import Citation
from tests.judge.cases import STORY, TITLE, URL, citation, failed, fetch, html, page
from tests.judge.sites import FRONT, MADE_UP, NO_SUCH_PAGE, OTHER, ROOT, SITE, judged, laid_out, rules_of

ALLOTMENTS = fetch(laid_out("Allotments", "Allotments: the new rules", OTHER))


def test_nothing_of_the_cited_work_is_left() -> None:
    verdict = judged(ALLOTMENTS)
    assert (verdict.state, verdict.reason) == ("dead", "replaced")
    assert verdict.confidence < 0.9
    assert verdict.signals[0].rule == "site/another-work"
    assert "front page opens" in verdict.explanation
    assert "“ferry”" in verdict.explanation


STILL_THE_WORK = {
    "a word of the title": fetch(laid_out("Boats", "Boats", f"The ferry sails again. {OTHER}")),
    "another form of it": fetch(laid_out("Boats", "Boats", f"All the ferries sail again. {OTHER}")),
    "a word of the address": fetch(laid_out("Boats", "Boats", f"The strikes are over. {OTHER}")),
    "the author": fetch(laid_out("Boats", "Boats", "By Ada Holm.", OTHER)),
    "the quote": fetch(laid_out("Boats", "Boats", "A piano on board.", OTHER)),
    "the day": fetch(laid_out("Boats", "Boats", "6 March 2014", OTHER)),
}


@pytest.mark.parametrize("now", STILL_THE_WORK.values(), ids=STILL_THE_WORK)
def test_anything_of_the_citation_forbids_it(now: Fetch) -> None:
    cited = citation(author=("Holm, Ada",), quote="A piano on board.", date="2014-03-06")
    assert judged(now, cited=cited).state != "dead"


OTHERWISE_CALLED = {
    "in another language": "Der Streik auf den Fähren und sein Ende",
    "in another script": "Конец забастовки на паромах",
    "in letters for its sound": "Konets zabastovki na paromakh",
    "described": "Official website of the company",
    "by one word": "Strikes",
    "by what tools write": "Page not found",
    "not at all": "",
}


@pytest.mark.parametrize("title", OTHERWISE_CALLED.values(), ids=OTHERWISE_CALLED)
def test_a_title_that_would_not_be_seen_proves_nothing(title: str) -> None:
    cited = citation(title=title, url="https://courier.example/a/71")
    assert judged(fetch(laid_out("Allotments", "Allotments", OTHER), url=cited.url), cited=cited).state != "dead"


def test_the_menus_around_it_do_where_there_is_no_front_page() -> None:
    links = "".join(f'<p><a href="/l/{n}">Letter {n}</a></p>' for n in range(9))
    no_front = Beside(probe=NO_SUCH_PAGE, front=fetch(html("Not found"), url=ROOT, status=404))
    within = fetch(laid_out("Allotments", "Allotments: the new rules", OTHER, extra=links))
    assert judge_fetch(citation(), within, no_front).state == "dead"
    alone = judge_fetch(citation(), fetch(html("Allotments: the new rules", OTHER)), no_front)
    assert "site/another-work" not in rules_of(alone)


CLOSED = {
    "no made-up address was asked": Beside(front=FRONT),
    "no front page was asked": Beside(probe=NO_SUCH_PAGE),
    "the front page refuses": Beside(probe=NO_SUCH_PAGE, front=fetch(html("Forbidden"), url=ROOT, status=403)),
    "the front page does not answer": Beside(probe=NO_SUCH_PAGE, front=failed("timeout", url=ROOT)),
    "the made-up address is refused": Beside(probe=fetch(html("No"), url=MADE_UP, status=403), front=FRONT),
    "a made-up address gets the same": Beside(
        probe=fetch(laid_out("Allotments", "Allotments: the new rules", OTHER), url=MADE_UP)
    ),
}


@pytest.mark.parametrize("beside", CLOSED.values(), ids=CLOSED)
def test_a_site_that_does_not_let_us_in_proves_nothing(beside: Beside) -> None:
    assert "site/another-work" not in rules_of(judge_fetch(citation(), ALLOTMENTS, beside))


@pytest.mark.parametrize(
    "words",
    ["This essay belongs to our circle of readers.", "Subscribe to go on.", "Give the password of your letter."],
)
def test_a_text_that_holds_the_work_back_is_unclear(words: str) -> None:
    verdict = judged(fetch(laid_out("A word first", "A word first", f"{words} {OTHER}")))
    assert (verdict.state, verdict.reason, verdict.signals[0].rule) == ("unknown", "unclear", "site/held-back")


def test_tables_and_lists_have_no_sentences_that_could_be_silent() -> None:
    rows = "".join(f"<tr><td>Plot {number}</td><td>{number} m²</td></tr>" for number in range(60))
    assert judged(fetch(laid_out("Plots", "Plots", extra=f"<table>{rows}</table>"))).state != "dead"


ROWS = {
    "Object": "Traffic sign, enamelled",
    "Year": "1974",
    "Place": "Harbour road, at the second bend",
    "Given by": "Roads office of the parish",
    "Shown": "Second floor, case nine, beside the lamps and the bell rope",
    "Colours": "White, red, some black along the lower edge",
    "Condition": "Two dents, one hole, rust behind the rim",
    "Literature": "Signs of our roads, pages four to eleven",
    "See also": "Milestones; toll boards; lamp posts",
}
RECORD = "".join(f"<tr><td>{name}</td><td>{said}</td></tr>" for name, said in ROWS.items())


@pytest.mark.parametrize(
    ("title", "author", "date", "state"),
    [
        ("Beehive panel: the bear is hunted, 1834", (), "", "dead"),
        ("Beehive panel: the bear is hunted, 1974", (), "", "unknown"),
        ("Beehive panel: the bear is hunted", (), "2011", "unknown"),
        ("Beehive panel: the bear is hunted", ("Ethnographic Museum",), "2011", "unknown"),
        ("Beehive panel: the bear is hunted", ("Holm, Ada",), "2011", "dead"),
        ("Beehive panel: the bear is hunted", ("Holm, Ada",), "1974", "unknown"),
    ],
)
def test_a_record_is_anothers_without_year_and_author(
    title: str, author: tuple[str, ...], date: str, state: str
) -> None:
    cited = citation(title=title, author=author, date=date)
    now = fetch(laid_out("Traffic sign", "Traffic sign", extra=f"<table>{RECORD}</table>"))
    assert judged(now, cited=cited).state == state


PAUSE = (
    "The picture search is not to be used from Monday to Friday. In these days our supplier moves all photographs and "
    "prints to a new system. Orders for prints have to lie for as long, and the reading room is open as it always is. "
    "From Saturday everything can be looked at again."
)


def test_a_notice_of_an_outage_is_no_other_work() -> None:
    verdict = judged(fetch(laid_out("Picture search", "Picture search", PAUSE)))
    assert (verdict.state, verdict.signals[0].rule) == ("unknown", "site/held-back")


def test_who_tells_more_than_a_notice_tells_something() -> None:
    told = f"{OTHER} The server of the parish was moved until May. {OTHER}"
    assert judged(fetch(laid_out("Allotments", "Allotments", told))).state == "dead"


def test_what_the_site_has_everywhere_is_not_the_pages_own_text() -> None:
    front = fetch(laid_out(SITE, SITE, OTHER, "And other news."), url=ROOT)
    assert "site/another-work" not in rules_of(judged(ALLOTMENTS, front=front))


def test_words_that_the_site_has_anyway_do_not_name_the_work() -> None:
    cited = citation(title="Coast Courier: harbour, fishing and weather of the north")
    assert judged(ALLOTMENTS, cited=cited).state != "dead"


def test_another_author_weighs_where_the_title_is_short() -> None:
    cited = citation(title="The pound and its keepers", url="https://courier.example/a/71", author=("Holm, Ada",))
    other = laid_out("Allotments", "Allotments", OTHER).replace(
        b"<head>", b'<head><meta name="author" content="Ivo Lund">'
    )
    silent, signed = (fetch(body, url=cited.url) for body in (laid_out("Allotments", "Allotments", OTHER), other))
    assert (judged(silent, cited=cited).state, judged(signed, cited=cited).state) == ("unknown", "dead")


def test_a_snapshot_that_still_has_some_of_the_text_forbids_it() -> None:
    before = page(html(TITLE, STORY, OTHER))
    verdict = judge_fetch(citation(), ALLOTMENTS, Beside(probe=NO_SUCH_PAGE, front=FRONT, before=before))
    assert "site/another-work" not in rules_of(verdict)


def test_a_cited_front_page_may_say_anything() -> None:
    cited: Citation = citation(url=ROOT)
    assert "site/another-work" not in rules_of(judged(fetch(laid_out("A", "A", OTHER), url=ROOT), cited=cited))


def test_in_scripts_without_spaces() -> None:
    text = "朝九時に駅前に集合し、バスで海辺の公園へ向かいます。お弁当と水筒を忘れずにお持ちください。午後は砂浜で貝を拾い、夕方には戻る予定です。雨が降った場合は翌週に延ばします。歩くのがつらい方は、前もって係までお知らせください。お子さまの参加も歓迎いたします。"  # noqa: E501 - a text as it is written
    now = fetch(laid_out("遠足", "遠足のお知らせ", text, lang="ja"))
    assert judged(now, cited=citation(title="硝子工場の職人たち")).reason == "replaced"
    assert judged(now, cited=citation(title="海辺の公園と職人たち")).state != "dead"
    assert judged(now, cited=citation(title="The great glassworks of the north")).state != "dead"
    assert citation().url == URL


LONG = "Annual report of the ferry board: storms, wrecks and lifeboats"
CANTEEN = fetch(laid_out("Annual report of the canteen", "Annual report of the canteen", "5 May 2021", OTHER))
KIN = {
    "a later year": (CANTEEN, {"date": "2014"}, True),
    "somebody else's": (
        fetch(html("Annual report of the canteen", OTHER, head='<meta name="author" content="Cora Nye">')),
        {"author": ("Holm, Ada",)},
        True,
    ),
    "of today, as every page says": (
        fetch(laid_out("Annual report", "Annual report of the canteen", "1 March 2026", OTHER)),
        {"date": "2014"},
        False,
    ),
    "of no known year": (CANTEEN, {}, False),
    "of the same year": (CANTEEN, {"date": "2021"}, False),
    "a third of the title": (
        fetch(laid_out("Annual report", "Annual report", "5 May 2021", f"Two wrecks after storms. {OTHER}")),
        {"date": "2014"},
        False,
    ),
}


@pytest.mark.parametrize("name", KIN)
def test_another_work_of_the_same_kind(name: str) -> None:
    now, fields, dead = KIN[name]
    assert (judged(now, cited=citation(title=LONG, url="https://courier.example/r", **fields)).state == "dead") is dead
