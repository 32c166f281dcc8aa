"""The live article, from the stand-in MediaWiki over real sockets: what is asked, what comes, what is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.references.citation import Citation
from crawler.references.document import load
from tests.program import Ended, Program
from tests.web.server import Web
from tests.web.site import Answer, site
from tests.web.wiki import Faults, Page, wiki_site
from tests.web.wiki.port import HISTORY, HOST, PAGES

TITLE = "wiki:en:Port of Elmstad"
ADDRESS = f"https://{HOST}/wiki/Port_of_Elmstad"
FORBIDDEN = "User-agent: *\nDisallow: /w/\nDisallow: /api/\n"

Asked = list[str]


def brought(folder: Path, source: str, faults: Faults | None = None, *more: str) -> tuple[Ended, Asked]:
    """`citewatch import` of the source, and what the wiki was asked for."""
    with Web([wiki_site(HOST, PAGES, faults)]) as web:
        program = Program(folder, web)
        ended = program.run("import", source, "-o", "out.yaml", "--overwrite", *more, *program.network())
        asked = [request.target for request in web.requests if request.host == HOST]
    return ended, asked


def listed(folder: Path) -> dict[str, Citation]:
    return {citation.label: citation for citation in load(folder / "out.yaml").references}


def test_by_its_title_through_the_api(tmp_path: Path) -> None:
    ended, asked = brought(tmp_path, TITLE, Faults(robots=FORBIDDEN))
    assert ended.status == 0, ended.err
    article = load(tmp_path / "out.yaml").article
    assert (article.title, article.url, article.revision) == ("Port of Elmstad", ADDRESS, "7001")
    found = listed(tmp_path)
    assert list(found) == ["lower-alpha:1", "1", "2"]
    assert (found["1"].name, found["1"].url, found["1"].via) == ("old", HISTORY, "Elm")
    assert found["2"].url == "https://ships.example/traffic"
    assert "1 paragraph cites nothing: Traffic 1." in ended.out
    assert len(asked) == 2
    assert "maxlag=5" in asked[0]
    assert asked[1] == "/w/rest.php/v1/revision/7001/html"


def test_who_asks_says_so(tmp_path: Path) -> None:
    with Web([wiki_site(HOST, PAGES)]) as web:
        program = Program(tmp_path, web)
        program.run(
            "import", TITLE, "-o", "out.yaml", *program.network(), "-s", "CITEWATCH_CONTACT=https://me.example/"
        )
        agents = {request.headers.get("user-agent", "") for request in web.requests if request.host == HOST}
    assert len(agents) == 1
    assert agents.pop().startswith("citewatch/")


WAYS = {
    "the page's address": ADDRESS,
    "a redirect": "wiki:en:Elmstad harbour",
    "a title as nobody writes it": "wiki:en:port_of_Elmstad",
    "a revision": f"{TITLE}@7001",
    "a revision under the title that it had": "wiki:en:Elmstad harbour@7001",
    "an address with a revision": f"{ADDRESS}?oldid=7001",
}


@pytest.mark.parametrize("source", WAYS.values(), ids=list(WAYS))
def test_every_way_leads_to_the_same(tmp_path: Path, source: str) -> None:
    ended, _ = brought(tmp_path, source)
    assert ended.status == 0, ended.err
    read = load(tmp_path / "out.yaml")
    assert (read.article.title, read.article.url, read.article.revision) == ("Port of Elmstad", ADDRESS, "7001")
    assert listed(tmp_path)["1"].via == "Elm"


def test_any_site_is_found_by_its_api_link(tmp_path: Path) -> None:
    with Web([wiki_site("wiki.example", PAGES)]) as web:
        program = Program(tmp_path, web)
        ended = program.run("import", "https://wiki.example/wiki/Port_of_Elmstad", "-o", "out.yaml", *program.network())
        asked = [request.target.partition("?")[0] for request in web.requests if request.host == "wiki.example"]
    assert ended.status == 0, ended.err
    assert asked == ["/robots.txt", "/wiki/Port_of_Elmstad", "/w/api.php", "/w/rest.php/v1/revision/7001/html"]


REFUSED = {
    "a page that is missing": ("wiki:en:Prot of Elmstad", 'has no page "Prot of Elmstad"'),
    "a title that can be none": ("wiki:en:Port|Elmstad", "can be no title"),
    "a special page": ("wiki:en:Special:Version", "a special page"),
    "another wiki's": ("wiki:en:fr:Port", "leads to another wiki"),
    "a revision that is not there": (f"{TITLE}@99", "has no revision 99"),
    "a revision of another page": (f"{TITLE}@7002", 'one of the page "Elmstad"'),
    "a page without footnotes": ("wiki:en:Elmstad", "no footnotes found"),
}


@pytest.mark.parametrize(("source", "said"), REFUSED.values(), ids=list(REFUSED))
def test_what_the_wiki_does_not_have(tmp_path: Path, source: str, said: str) -> None:
    ended, _ = brought(tmp_path, source)
    assert (ended.status, "Traceback" in ended.err) == (2, False), ended.err
    assert said in ended.err
    assert not (tmp_path / "out.yaml").exists()


def test_a_wiki_that_lags_is_waited_for(tmp_path: Path) -> None:
    ended, asked = brought(tmp_path, TITLE, Faults(lags=1))
    assert ended.status == 0, ended.err
    assert [target.partition("?")[0] for target in asked].count("/w/api.php") == 2
    assert listed(tmp_path)["1"].via == "Elm"


FALLING_BACK = {
    "a wiki that lags on": Faults(lags=99),
    "a wiki that asks to come tomorrow": Faults(lags=99, retry_after="86400"),
    "an API that is closed": Faults(no_api=True),
}


@pytest.mark.parametrize("faults", FALLING_BACK.values(), ids=list(FALLING_BACK))
def test_without_the_api_the_page_is_read(tmp_path: Path, faults: Faults) -> None:
    ended, asked = brought(tmp_path, TITLE, faults)
    assert ended.status == 0, ended.err
    assert asked[-1] == "/wiki/Port_of_Elmstad"
    assert list(listed(tmp_path)) == ["lower-alpha:1", "1", "2"]


def test_without_parsoid_the_older_parser_counts(tmp_path: Path) -> None:
    ended, asked = brought(tmp_path, TITLE, Faults(no_rest=True))
    assert ended.status == 0, ended.err
    assert "action=parse" in asked[-1] or "oldid=7001" in asked[-1]
    assert list(listed(tmp_path)) == ["lower-alpha:1", "1", "2"]


def test_a_page_that_is_no_wiki_s(make_program: Callable[[Web], Program]) -> None:
    text = (
        '<!DOCTYPE html><p>Ships are old.<a href="#fn1" id="fnref1">1</a></p><section class="footnotes"><ol>'
        '<li id="fn1"><p><a href="https://a.example/x">A story of ships</a> <a href="#fnref1">↩</a></p></li></ol>'
        "</section>"
    )
    blog = site("blog.example", {"/post": Answer(200, {"Content-Type": "text/html"}, text.encode())})
    with Web([blog]) as web:
        program = make_program(web)
        ended = program.run("import", "https://blog.example/post", "-o", "out.yaml", *program.network())
        assert ended.status == 0, ended.err
        assert listed(program.folder)["1"].url == "https://a.example/x"


def test_a_page_of_many_revisions_of_which_the_text_is_empty(tmp_path: Path) -> None:
    pages = {"Empty": Page(revision=9, parsoid="<p></p>", legacy="<p></p>")}
    with Web([wiki_site(HOST, pages)]) as web:
        program = Program(tmp_path, web)
        ended = program.run("import", "wiki:en:Empty", "-o", "out.yaml", *program.network())
    assert ended.status == 2
    assert "no footnotes found" in ended.err
