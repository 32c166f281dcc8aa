"""Which front pages show that a site lets us in, and which pages may hold something back."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest

from crawler.evidence.fetch import Fetch
from crawler.judge.rules.site import asks_for_password, gated, in_layout, is_blank, is_shell, lets_us_in, opens
from tests.judge.cases import STORY, TITLE, failed, fetch, html, page
from tests.judge.sites import FRONT, OTHER, ROOT, SITE, WELCOME, case_of, laid_out

PASSWORD = "<form><input type=password></form>"

OPEN = {
    "a page with menus and text": FRONT,
    "in another language's folder": fetch(laid_out(SITE, SITE, *WELCOME), url=f"{ROOT}en/", via=((ROOT, 302),)),
    "menus alone": fetch(laid_out(SITE, SITE), url=ROOT),
    "a few words and links": fetch(
        html(
            SITE,
            "Boats, locks, tea and the news of the quay, printed above the chandler since 1891.",
            body="".join(f'<a href="/{n}">x</a>' for n in range(4)),
        ),
        url=ROOT,
    ),
    "a login box beside the text": fetch(laid_out(SITE, SITE, *WELCOME, extra=PASSWORD), url=ROOT),
}
CLOSED = {
    "not asked": None,
    "no answer": failed("timeout", url=ROOT),
    "a 403": fetch(laid_out(SITE, SITE, *WELCOME), url=ROOT, status=403),
    "a file": fetch(b"%PDF-1.4", url=ROOT, content_type="application/pdf"),
    "a shell": fetch(b'<title>C</title><div id="root"></div><script src="/a.js"></script>', url=ROOT),
    "a login": fetch(html("Log in", "Log in to go on.", body=PASSWORD), url=ROOT),
    "an outage": fetch(html("Coast Courier", "Error establishing a database connection"), url=ROOT),
    "parked": fetch(html("courier.example", "This domain is for sale."), url=ROOT),
    "not found": fetch(laid_out("Page not found", "Page not found"), url=ROOT),
    "sent elsewhere": fetch(laid_out(SITE, SITE, *WELCOME), url="https://courier.example/a/b", via=((ROOT, 302),)),
    "a few words that ask for something": fetch(
        html(
            SITE,
            "Tell us the year you were born. Over 18s only, in this country.",
            body="".join("<a href=/1>x</a>" for _ in range(4)),
        ),
        url=ROOT,
    ),
}


@pytest.mark.parametrize("front", OPEN.values(), ids=OPEN)
def test_open(front: Fetch) -> None:
    assert opens(case_of(fetch(html("Another page", STORY)), front))


@pytest.mark.parametrize("front", CLOSED.values(), ids=CLOSED)
def test_closed(front: Fetch | None) -> None:
    assert not opens(case_of(fetch(html("Another page", STORY)), front))


def test_the_front_page_itself_at_another_address_does_not_show_that_we_are_let_in() -> None:
    case = case_of(fetch(laid_out(SITE, SITE, *WELCOME)))
    assert opens(case)
    assert not lets_us_in(case)


GATES = {
    "a password": html("Reports", "Reports", body=PASSWORD),
    "a region": laid_out(SITE, "For islanders", "Our rights end at the coast, overseas listeners hear nothing."),
    "an age": laid_out(SITE, "Old enough?", "Tell us the year you were born."),
    "a price": laid_out(SITE, "Your three are read", "Readers pay two pounds a week for the rest."),
    "a person": laid_out(SITE, "One thing first", "Slide the bar so that we know you are human."),
    "a card": laid_out(SITE, "Nearly there", "Enter the number of your card to continue."),
    "another time": laid_out(SITE, "Tools down", "See you tomorrow, the joiners are in."),
    "a text that speaks of itself": laid_out(SITE, "A word first", f"This essay is for our circle. {OTHER}"),
    "a text that names a password": laid_out(SITE, "A word first", f"Give the password of your letter. {OTHER}"),
}
NO_GATES = {
    "a jest": laid_out(SITE, "Well, well", "We looked behind the sofa and under the stairs."),
    "a notice on cookies beside a jest": laid_out(
        SITE,
        "Well, well",
        "We looked behind the sofa and under the stairs, and in the hen house.",
        "We use cookies for your data.",
    ),
    "a text": laid_out(SITE, "Allotments", OTHER),
    "a text with a login box that is on every page": laid_out(SITE, "Allotments", OTHER, extra=PASSWORD),
}


@pytest.mark.parametrize("body", GATES.values(), ids=GATES)
def test_a_gate(body: bytes) -> None:
    assert gated(case_of(fetch(body)))


@pytest.mark.parametrize("body", NO_GATES.values(), ids=NO_GATES)
def test_no_gate(body: bytes) -> None:
    front = fetch(laid_out(SITE, SITE, *WELCOME, extra=PASSWORD), url=ROOT)
    assert not gated(case_of(fetch(body), front))


def test_a_password_is_asked_for_where_the_front_page_does_not() -> None:
    asking = fetch(laid_out(SITE, "Allotments", OTHER, extra=PASSWORD))
    assert asks_for_password(case_of(asking))
    assert not asks_for_password(case_of(asking, fetch(laid_out(SITE, SITE, *WELCOME, extra=PASSWORD), url=ROOT)))


LAYOUT = {
    "the site's menus": (laid_out(SITE, "Hm"), True),
    "a bare page": (html("Hm", "Nothing to tell."), False),
    "a few of the site's links": (html("Hm", body="".join(f'<a href="/{n}">{n}</a>' for n in range(3))), True),
    "a few links elsewhere": (html("Hm", body="".join(f'<a href="/x/{n}">{n}</a>' for n in range(3))), False),
    "links to its own parts": (html("Hm", body="".join(f'<a href="#{n}">{n}</a>' for n in range(3))), False),
    "many links of its own": (html("Hm", body="".join(f'<a href="/{n}">{n}</a>' for n in range(12))), True),
}


@pytest.mark.parametrize(("body", "inside"), LAYOUT.values(), ids=LAYOUT)
def test_within_the_sites_menus(body: bytes, *, inside: bool) -> None:
    assert in_layout(case_of(fetch(body))) is inside


BLANK = {
    "an empty root": (b'<title>C</title><a href="/">h</a><div id="app"></div><script src=a></script>', True, True),
    "a spinner": (b"<title>C</title><p>Loading<script src=a></script>", True, True),
    "an empty box of a page with links": (
        b"<title>C</title><a href=/>Home</a><div class=ad></div><p>Our archivist shrugs.<script src=a></script>",
        True,
        False,
    ),
    "an empty main element": (b"<title>C</title><a href=/>h</a><main></main><script src=a></script>", True, True),
    "a sentence under a script": (
        b"<title>C</title><a href=/>Home</a><p>Our archivist shrugs.<script src=a></script>",
        True,
        False,
    ),
    "a sentence without any": (b"<title>C</title><p>Our archivist only shrugs.", False, False),
    "a story": (html(TITLE, STORY), False, False),
}


@pytest.mark.parametrize(("body", "shell", "blank"), BLANK.values(), ids=BLANK)
def test_pages_that_a_script_may_fill(body: bytes, *, shell: bool, blank: bool) -> None:
    assert (is_shell(page(body)), is_blank(page(body))) == (shell, blank)


def test_roots_that_never_close_are_looked_at_once() -> None:
    markup = page(b"<title>C</title><script src=a></script>" + b"<div id=app " * 1_000).markup
    assert markup.count("<div") > 900
    began = process_time()
    assert not is_shell(replace(page(html(TITLE, STORY)), markup=markup, text_length=len(STORY)))
    assert process_time() - began < 5, "a thousandth of that is enough; read anew from each it took half a minute"
