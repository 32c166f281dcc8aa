"""In doubt a run asks a made-up address of the host too, keeps the answer, and judges by it again the same."""

from __future__ import annotations

from collections.abc import Callable

from crawler.evidence.made_up import made_up
from tests.program import Program
from tests.web.page import CITED, STORY, html_document
from tests.web.server import Web
from tests.web.site import Answer, site

MENU = "".join(f'<a href="/{number}">Part {number}</a> ' for number in range(20))
FRONT = html_document("Coast Courier", MENU + "".join(f"<p>{text}</p>" for text in STORY))
FIRST, SECOND = (f"https://open.example/news/{word}" for word in ("ferry", "harbour"))


def test_a_site_that_answers_everything(make_program: Callable[[Web], Program]) -> None:
    with Web((site("open.example", {"*": Answer(200, {}, FRONT)}),)) as web:
        program = make_program(web)
        program.cite([{"title": CITED, "url": FIRST}, {"title": f"{CITED}, again", "url": SECOND}])
        program.check()
        asked = [visit.target for visit in web.requests if visit.host == "open.example"]
    assert sorted(asked) == sorted(
        ["/", "/robots.txt", "/news/ferry", "/news/harbour", made_up(FIRST).partition(".example")[2]]
    )
    judged = [(row["live"]["state"], row["live"]["reason"]) for row in program.rows().values()]
    assert judged == [("dead", "soft-404")] * 2
    before = (program.reports / "latest.json").read_bytes()
    assert program.run("report", "--rejudge").status == 0
    assert (program.reports / "latest.json").read_bytes() == before
