import json
from collections.abc import Iterator

import lxml.html
import pytest

from crawler.judge.verdict import ARCHIVE_REASONS, LIVE_STATE_OF
from tests.web import norinco
from tests.web.asking import ask, ask_raw
from tests.web.catalogue import all_sites
from tests.web.norinco.footnotes import Footnote
from tests.web.server import Web
from tests.web.site import host_of

NOTES = norinco.FOOTNOTES
ARCHIVE = "https://web.archive.org"


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web(all_sites()) as running:
        yield running


def _article() -> lxml.html.HtmlElement:
    return lxml.html.fromstring(norinco.ARTICLE_HTML)


def test_there_are_twenty_one_footnotes_each_with_an_outcome() -> None:
    assert list(NOTES) == list(norinco.EXPECTED) == list(range(1, 22))


def test_no_host_of_the_whole_web_stands_twice() -> None:
    hosts = [site.host for site in all_sites()]
    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize("outcome", [*norinco.EXPECTED.values(), *norinco.FIRST_RUN.values()])
def test_outcomes_are_in_the_vocabulary_and_health_follows(outcome: tuple[str, str, str]) -> None:
    live, archive, health = outcome
    state, _, reason = archive.partition("/")
    assert reason in ARCHIVE_REASONS[state]
    by_live = {
        "alive": "at-risk" if state in ("bad", "missing") else "healthy",
        "dead": "rescued" if state == "good" else "dead",
        "unknown": health if health in ("suspect", "unknown") else "",
    }
    assert health == by_live[LIVE_STATE_OF[live]]


def test_every_health_occurs() -> None:
    assert {health for *_, health in norinco.EXPECTED.values()} == {
        *("healthy", "at-risk", "rescued", "dead", "suspect", "unknown"),
    }


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (1, 404),
        (2, 200),
        (3, 301),
        (5, 200),
        (6, 200),
        (7, 200),
        (9, 302),
        (10, 404),
        (11, 302),
        (12, 401),
        (13, 410),
        (14, 200),
        (15, 200),
        (16, 200),
        (19, 200),
        (20, 302),
        (21, 503),
    ],
)
def test_live_pages_answer(web: Web, number: int, status: int) -> None:
    assert ask(web, NOTES[number].url).status == status


def test_hosts_that_do_not_answer(web: Web) -> None:
    assert host_of(NOTES[4].url) not in web.sites
    assert web.sites[host_of(NOTES[8].url)].refuses
    assert web.sites[host_of(NOTES[17].url)].certificate == "expired"
    with pytest.raises(TimeoutError):
        ask_raw(web, NOTES[18].url.replace("https", "http"), patience=0.2)


@pytest.mark.parametrize("number", [2, 14, 19])
def test_living_pages_carry_the_cited_title(web: Web, number: int) -> None:
    page = lxml.html.fromstring(ask(web, NOTES[number].url).body)
    assert NOTES[number].title in page.findtext(".//title")


def test_the_moved_page_is_at_its_new_address(web: Web) -> None:
    page = lxml.html.fromstring(ask(web, ask(web, NOTES[3].url).headers["location"]).body)
    assert page.findtext(".//title") == NOTES[3].title


def test_the_chinese_page_is_in_gbk(web: Web) -> None:
    reply = ask(web, NOTES[7].url)
    assert reply.headers["content-type"] == "text/html; charset=gbk"
    assert f"<title>{NOTES[7].title}</title>" in reply.body.decode("gbk")


@pytest.mark.parametrize("note", [each for each in NOTES.values() if each.snapshot], ids=lambda note: str(note.number))
def test_named_snapshots_play(web: Web, note: Footnote) -> None:
    status = {9: 404, 15: 302, 20: 301}.get(note.number, 200)
    reply = ask(web, f"{ARCHIVE}/web/{note.snapshot}id_/{note.url}")
    assert reply.status == status
    assert ("memento-datetime" in reply.headers) == (note.number != 15)


@pytest.mark.parametrize("note", NOTES.values(), ids=lambda note: str(note.number))
def test_the_index_has_a_good_capture_where_the_outcome_wants_one(web: Web, note: Footnote) -> None:
    reply = ask(web, f"{ARCHIVE}/cdx/search/cdx?url={note.url}&output=json&filter=statuscode:200")
    archive = norinco.EXPECTED[note.number][1]
    found = json.loads(reply.body)
    assert bool(found) == (archive not in ("missing/no-capture", "bad/redirect-capture"))


def test_footnote_15_plays_six_years_late(web: Web) -> None:
    reply = ask(web, f"{ARCHIVE}/web/{NOTES[15].snapshot}id_/{NOTES[15].url}")
    assert "/web/2014" in reply.headers["location"]


def test_footnote_12_has_its_quote_in_the_snapshot() -> None:
    assert NOTES[12].quote in NOTES[12].text


@pytest.mark.parametrize(
    "url",
    [
        norinco.ARTICLE_URL,
        "https://en.wikipedia.org/w/index.php?title=Norinco",
        "https://en.wikipedia.org/w/rest.php/v1/page/Norinco/html",
    ],
)
def test_the_article_is_served(web: Web, url: str) -> None:
    assert ask(web, url).body.decode() == norinco.ARTICLE_HTML


def test_the_article_is_parsed_by_the_api(web: Web) -> None:
    reply = ask(web, "https://en.wikipedia.org/w/api.php?action=parse&page=Norinco&format=json&formatversion=2")
    assert '<li id="cite_note-1">' in json.loads(reply.body)["parse"]["text"]
    assert ask(web, "https://en.wikipedia.org/w/api.php?action=query").status == 400


def test_the_article_lists_every_footnote_with_its_addresses() -> None:
    items = _article().cssselect("ol.references > li")
    assert len(items) == 21
    for item, note in zip(items, NOTES.values(), strict=True):
        links = [link.get("href") for link in item.cssselect("a.external")]
        assert (note.url in links) == (note.url_status != "unfit")
        assert (note.archive_url in links) == bool(note.snapshot)
        assert note.title in item.text_content()


def test_a_dead_title_leads_to_the_archive_and_a_living_one_to_the_page() -> None:
    titles = [cite.cssselect("a.external")[0].get("href") for cite in _article().cssselect("ol.references cite")]
    for href, note in zip(titles, NOTES.values(), strict=True):
        assert href == (note.url if note.url_status in ("", "live") else note.archive_url)


def test_an_unfit_address_stands_nowhere_but_in_its_snapshots() -> None:
    unfit = [note for note in NOTES.values() if note.url_status == "unfit"]
    assert [note.number for note in unfit] == [10, 20]
    for note in unfit:
        assert norinco.ARTICLE_HTML.count(note.url) == norinco.ARTICLE_HTML.count(note.archive_url) == 1


def test_markers_and_footnotes_lead_to_each_other() -> None:
    article = _article()
    ids = {element.get("id") for element in article.iter() if element.get("id")}
    markers = article.cssselect("sup.reference a")
    backlinks = article.cssselect("span.mw-cite-backlink a")
    assert len(markers) == len(backlinks) == 22
    assert {link.get("href")[1:] for link in [*markers, *backlinks]} <= ids
    assert len(ids) == len([element for element in article.iter() if element.get("id")])


def test_markers_stand_in_the_order_of_the_footnotes() -> None:
    numbers = [int(marker.text_content().strip("[]")) for marker in _article().cssselect("sup.reference")]
    assert list(dict.fromkeys(numbers)) == list(NOTES)


def test_coins_say_the_same() -> None:
    spans = _article().cssselect("span.Z3988")
    assert len(spans) == 21
    assert "rft.au=Swanson%2C+Ana" in spans[18].get("title")


def test_the_page_says_that_it_is_a_stand_in() -> None:
    assert "made up" in _article().text_content()


def test_texts_are_long_enough_to_be_articles() -> None:
    counts = {number: len(" ".join(NOTES[number].text).split()) for number in (1, 2, 3, 12, 13, 14, 15, 17, 18)}
    assert all(150 <= count <= 600 for count in counts.values()), counts
