"""What answers a made-up address too shows nothing; shells and walls do so as well, and then nothing is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.evidence.fetch import Fetch
from crawler.evidence.made_up import made_up
from crawler.evidence.page import Page
from crawler.judge.doubt import in_doubt
from crawler.judge.live import Beside, judge_fetch
from crawler.judge.verdict import LiveVerdict
from crawler.references.citation import Citation
from tests.judge.cases import STORY, TITLE, URL, citation, fetch, html
from tests.judge.sites import ROOT as OPEN_ROOT
from tests.judge.sites import SITE, everywhere, laid_out
from tests.judge.sites import judged as judged_there

LINKS = "".join(f'<a href="/{number}">Story {number}</a> ' for number in range(30))
FRONT = html("Coast Courier", STORY, body=LINKS)
SHELL = html("Coast Courier", body=f'<p>{STORY}</p>{LINKS}<div id="root"></div><script src="/app.js"></script>')
WALL = html("Coast Courier", f"{STORY} Prove that you are a person.")
ROOT = "https://courier.example/"
MADE_UP = made_up(URL)


def judged(now: Fetch, probe: Fetch, cited: Citation | None = None) -> LiveVerdict:
    return judge_fetch(cited or citation(), now, Beside(probe=probe))


def test_a_front_page_for_everything() -> None:
    verdict = judged(fetch(FRONT), fetch(FRONT, url=MADE_UP))
    assert (verdict.state, verdict.reason, verdict.signals[0].rule) == ("dead", "soft-404", "probe/same")


def test_a_front_page_whose_figures_changed_meanwhile() -> None:
    assert judged(fetch(FRONT), fetch(FRONT.replace(b"forty", b"fifty"), url=MADE_UP)).state == "dead"


@pytest.mark.parametrize("body", [SHELL, WALL], ids=["a shell", "a wall"])
def test_a_page_that_only_a_browser_may_fill_is_unclear(body: bytes) -> None:
    verdict = judged(fetch(body), fetch(body, url=MADE_UP))
    assert (verdict.state, verdict.reason) == ("unknown", "unclear")


def test_two_redirects_to_the_same_place() -> None:
    to_root = [fetch(FRONT, url=ROOT, via=((address, 302),)) for address in (URL, MADE_UP)]
    assert judged(*to_root).state == "dead"


DIFFER = {
    "the made-up address is not there": fetch(html("Nothing"), url=MADE_UP, status=404),
    "it shows something else": fetch(html("Coast Courier", "Search our archive. " * 30), url=MADE_UP),
    "it is titled otherwise": fetch(html("Archive", STORY, body=LINKS), url=MADE_UP),
}


@pytest.mark.parametrize("probe", DIFFER.values(), ids=DIFFER)
def test_another_answer_is_no_sign_of_death(probe: Fetch) -> None:
    assert judged(fetch(FRONT), probe).state == "alive"


def test_the_cited_title_is_stronger() -> None:
    work = fetch(html(TITLE, STORY, body=LINKS))
    assert judged(work, fetch(html(TITLE, STORY, body=LINKS), url=MADE_UP)).state == "alive"


def test_a_cited_front_page_is_the_front_page() -> None:
    cited = citation(url=ROOT, title="The Courier of the Coast")
    assert judged(fetch(FRONT, url=ROOT), fetch(FRONT, url=made_up(ROOT)), cited).state == "alive"


DOUBT = {
    "a page without the cited title": (citation(), fetch(FRONT), True),
    "next to no text": (citation(), fetch(html("Coast Courier", "News")), True),
    "the cited title": (citation(), fetch(html(TITLE, STORY)), False),
    "a footnote without a title": (citation(title=""), fetch(FRONT), False),
    "a footnote with a title that names no work": (citation(title="Page not found"), fetch(FRONT), False),
    "a 404": (citation(), fetch(FRONT, status=404), False),
    "words of absence": (citation(), fetch(html("Page not found", "Error 404. Page not found.")), False),
    "a front page": (citation(url=ROOT), fetch(FRONT, url=ROOT), False),
    "a file that is not read": (citation(), fetch(b"PK\3\4", content_type="application/zip"), False),
    "a PDF whose title is not known": (citation(), fetch(b"%PDF-1.4", content_type="application/pdf"), True),
}


@pytest.mark.parametrize(("cited", "answer", "doubt"), DOUBT.values(), ids=DOUBT)
def test_when_a_made_up_address_is_asked(cited: Citation, answer: Fetch, *, doubt: bool) -> None:
    assert in_doubt(cited, answer) is doubt


JEST = "We looked behind the sofa and under the stairs."


def test_a_site_that_opens_and_answers_everything_else_with_a_few_words() -> None:
    verdict = everywhere(laid_out(SITE, "Well, well", JEST))
    assert (verdict.state, verdict.reason, verdict.signals[0].rule) == ("dead", "soft-404", "probe/site-open")
    assert verdict.explanation.startswith("The site's front page opens, and a made-up address gets this same page")


def test_the_same_without_a_front_page_is_unclear() -> None:
    for front in (None, fetch(html("Forbidden"), url=OPEN_ROOT, status=403)):
        assert everywhere(html("Well, well", JEST), front).state == "unknown"


BARE = {
    "a few words and a way home": (html("Well, well", JEST, body='<a href="/">Home</a>'), "dead"),
    "with a script": (html("Well, well", JEST, body='<a href="/">Home</a><script src="/c.js"></script>'), "unknown"),
    "with a form": (html("Well, well", JEST, body='<a href="/">Home</a><form><input></form>'), "unknown"),
    "that wants no search engine": (
        html("Well, well", JEST, head='<meta name="robots" content="noindex">', body='<a href="/">Home</a>'),
        "unknown",
    ),
    "that leads nowhere": (html("Well, well", JEST), "unknown"),
    "a wall that denies something": (
        html("One moment", "This page is not for programs.", body="<script src=/c.js></script>"),
        "unknown",
    ),
}


@pytest.mark.parametrize(("body", "state"), BARE.values(), ids=BARE)
def test_a_page_without_the_sites_menus_may_be_a_walls(body: bytes, state: str) -> None:
    assert everywhere(body).state == state


LICENCE = (
    "The films of this house were sold to us for the islands alone. Whoever made them wants it so, and who sails past "
    "the light hears nothing of them. The licence for this play covers the islands alone, and no letter of ours will "
    "change that. Come home, and you will find them where they always were."
)
GATES = {
    "a region": ("For islanders", "Our rights end at the coast, overseas listeners hear nothing."),
    "an age": ("Old enough?", "Tell us the year you were born."),
    "a price": ("Your three are read", "Readers pay two pounds a week for the rest."),
    "a login": ("Nearly there", "Enter the number of your card to continue."),
    "a person": ("One thing first", "Slide the bar so that we know you are human."),
    "another time": ("Tools down", "See you tomorrow, the joiners are in."),
    "a region, at length": ("Not for all", LICENCE),
}


@pytest.mark.parametrize(("heading", "text"), GATES.values(), ids=GATES)
def test_a_gate_before_all_pages_but_the_front_page(heading: str, text: str) -> None:
    assert everywhere(laid_out(SITE, heading, text)).state == "unknown"


def test_a_form_for_a_password_within_the_sites_menus() -> None:
    assert everywhere(laid_out(SITE, "Reports", JEST, extra="<form><input type=password></form>")).state == "unknown"


def test_other_suggestions_under_the_same_words_are_the_same_answer() -> None:
    bodies = [
        laid_out(SITE, "Well, well", JEST, extra=f"<h2>Read next</h2><ul><li><a href=/1>{name} and more</a></li></ul>")
        for name in ("Seven gardens that open on Sunday", "The weir is mended at last")
    ]
    assert judged_there(fetch(bodies[0]), fetch(bodies[1], url=MADE_UP)).state == "dead"


def test_a_file_that_every_address_gets_is_not_the_work() -> None:
    notice = Page(kind="pdf", text="Ask at the desk.", text_length=16, longest=0)
    files = [fetch(None, url=url, digest="a", content_type="application/pdf") for url in (URL, MADE_UP)]
    same = [replace(each, page=notice) for each in files]
    assert judged_there(*same).state == "dead"
    assert judged_there(same[0], replace(same[1], digest="b")).state != "dead"


SMALL = "".join(f'<a href="/{name}">{name}</a> ' for name in ("men", "women", "children", "belts", "hats"))
SMALL_SITES = {
    "it leads into a shop": (
        "Shoes and belts of any size, made in a town of tanners and sold by us at the fair.",
        "dead",
    ),
    "it says nothing": ("Shoes.", "unknown"),
    "nobody knows its language": ("Zlorn vek ta munda, orvel nist garn, polk i tev dras.", "unknown"),
    "it asks something": ("Sign in with your card, then choose the shoes that you want.", "unknown"),
}


@pytest.mark.parametrize(("text", "state"), SMALL_SITES.values(), ids=SMALL_SITES)
def test_a_small_site_that_shows_one_page_everywhere(text: str, state: str) -> None:
    body = html("Shoes", text, body=SMALL)
    assert everywhere(body, fetch(body, url="https://courier.example/")).state == state


FEWER = "".join(f'<a href="/{name}">{name}</a> ' for name in ("men", "women", "children"))
MOVING = (
    "Since Monday night our pages are carried to other machines. As long as that lasts we can show neither lists nor "
    "essays. On Thursday at noon all will be found where it was. Whoever has a term to keep writes to us. "
)
TANNERS = (
    "We have made shoes and belts since the spring, in a yard behind the church where once the dyers worked. "
    "Every pair is cut by hand, sewn twice and kept in the dry for a week before we let it go. Write to us, and "
    "you will hear what it costs. "
)
CONSENT = (
    "We and our 212 partners store information on your device and process personal data, such as unique identifiers, "
    "for personalised ads. We and our partners measure what the targeted ads bring, on your device too. "
)
LONGER_TEXTS = {
    "a tanner's": (TANNERS * 3, SMALL, "dead"),
    "a wall of consent": (CONSENT * 4, SMALL, "unknown"),
    "a house that moves": (MOVING * 4, FEWER, "unknown"),
}


@pytest.mark.parametrize(("text", "links", "state"), LONGER_TEXTS.values(), ids=LONGER_TEXTS)
def test_a_text_of_some_length_with_links_on(text: str, links: str, state: str) -> None:
    body = html(SITE, text, body=links)
    assert everywhere(body, fetch(body, url="https://courier.example/")).state == state


MENU = "".join(f'<a href="/{number}">m{number}</a> ' for number in range(12))
FRAMES = {
    "room for a map": (b"<div class=map></div>", "unknown"),
    "an element of a program's own": (b"<chart-view></chart-view>", "unknown"),
    "room, and an excuse": (b"<div class=ad></div><p>The page is not here.</p>", "dead"),
    "no room": (b"<p>Nine boats and a bell are in the harbour, with the men of the crew at the oars.</p>", "dead"),
}


@pytest.mark.parametrize(("inside", "state"), FRAMES.values(), ids=FRAMES)
def test_a_frame_of_menus_that_a_program_may_fill(inside: bytes, state: str) -> None:
    body = b"<title>C</title><script src=/a.js></script>" + MENU.encode() + inside
    assert everywhere(body, fetch(body, url="https://courier.example/")).state == state


CONTROLS = {
    "next to nothing beside the menus": ("Zoom in, zoom out", "unknown"),
    "a sentence": ("We looked behind the sofa and under all of the stairs.", "dead"),
    "one word of a gate": ("Turn the blocker off to keep reading this.", "unknown"),
}


@pytest.mark.parametrize(("text", "state"), CONTROLS.values(), ids=CONTROLS)
def test_a_frame_within_the_menus_of_a_site_that_opens(text: str, state: str) -> None:
    assert everywhere(laid_out(SITE, SITE, text, extra="<div class=map></div>")).state == state
