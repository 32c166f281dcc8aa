"""The site of several articles: an index that leads to each, whole files, nothing fetched."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from crawler.history.record import Report
from crawler.reports.publish import PublishError
from crawler.reports.site import FILES, write_site
from tests.reports.samples import HOSTILE_TITLES, archive, full, live, report, row


def titled(title: str, shown: Report | None = None) -> Report:
    shown = shown or report(row(1))
    return replace(shown, article={**shown.article, "title": title})


def index_of(folder: Path) -> BeautifulSoup:
    return BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")


def test_an_index_and_a_folder_for_each_article(tmp_path: Path) -> None:
    paths = write_site([(titled("Zinc"), "<feed/>"), (titled("Norinco", full()), "<feed/>")], tmp_path)
    assert paths[-1] == tmp_path / "index.html"
    index = index_of(tmp_path)
    assert [heading.text for heading in index.select("h2")] == ["Norinco", "Zinc"]
    assert [link["href"] for link in index.select("h2 a")] == ["Norinco/latest.html", "Zinc/latest.html"]
    for name in ("Norinco", "Zinc"):
        assert {path.name for path in (tmp_path / name).iterdir()} == {*FILES, "feed.xml"}
    targets = {str(link["href"]) for link in index.select("a")}
    assert all((tmp_path / target).is_file() for target in targets)


def test_the_index_says_each_article_s_health_and_what_is_new(tmp_path: Path) -> None:
    write_site([(titled("Norinco", full()), "")], tmp_path)
    (entry,) = index_of(tmp_path).select("li")
    assert f"{len(full().rows)} footnotes: " in entry.text
    assert "Newly flagged: 4 footnotes (4 flags)." in entry.text
    assert "Stand-in run" in entry.text
    assert entry.select_one("svg rect.dead") is not None


def of(title: str, url: str, shown: Report | None = None) -> tuple[Report, str]:
    made = titled(title, shown)
    return replace(made, article={**made.article, "url": url}), ""


def folders(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()}


def leads_to(folder: Path) -> list[str]:
    return [str(link["href"]).partition("/")[0] for link in index_of(folder).select("h2 a")]


def test_articles_of_one_name_keep_apart(tmp_path: Path) -> None:
    write_site([of("Mercury", "https://a.example/"), of("mercury", "https://b.example/"), of("???", "")], tmp_path)
    assert {re.sub("-[0-9a-f]{8}$", "-x", name) for name in folders(tmp_path)} == {"Mercury-x", "mercury-x", "article"}
    assert len(folders(tmp_path)) == 3


def test_two_reports_of_one_article_keep_apart(tmp_path: Path) -> None:
    write_site([of("Zinc", "https://a.example/")] * 2, tmp_path)
    assert len(folders(tmp_path)) == 2


def test_a_new_article_takes_nobody_s_folder(tmp_path: Path) -> None:
    old, new = of("Mercury", "https://z.example/"), of("Mercury", "https://a.example/")
    write_site([old], tmp_path)
    for both in ([old, new], [new, old]):
        write_site(both, tmp_path)
        assert len(folders(tmp_path)) == 2
        assert "z.example" in (tmp_path / "Mercury" / "latest.json").read_text("utf-8")


def test_an_article_that_left_is_withdrawn_and_nothing_else(tmp_path: Path) -> None:
    zinc, iron, lead = (of(name, f"https://{name}.example/") for name in ("Zinc", "Iron", "Lead"))
    write_site([zinc, iron, lead], tmp_path)
    (tmp_path / "Iron" / "mine.txt").write_text("mine")
    (tmp_path / "Own").mkdir()
    write_site([zinc], tmp_path)
    assert folders(tmp_path) == {"Zinc", "Iron", "Own"}
    assert [path.name for path in (tmp_path / "Iron").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("text", ["", "[]", '{"../outside": "x", "..": "y"}', "\x00"])
def test_what_stands_in_the_list_of_folders_leads_nowhere(tmp_path: Path, text: str) -> None:
    outside, site = tmp_path / "outside", tmp_path / "site"
    for folder in (outside, site):
        folder.mkdir()
    (outside / "latest.html").write_text("mine")
    (site / "site.json").write_text(text)
    write_site([of("Zinc", "https://a.example/")], site)
    assert (outside / "latest.html").read_text() == "mine"
    assert folders(site) == {"Zinc"}


def test_the_worst_stands_first(tmp_path: Path) -> None:
    gone = report(row(1, live=live("gone"), archive=archive("missing")))
    write_site([of("A", "https://a.example/"), of("C", "https://c.example/", gone), of("B", "")], tmp_path)
    assert leads_to(tmp_path) == ["C", "A", "B"]


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=list(HOSTILE_TITLES))
def test_no_title_leaves_the_folder_or_acts(tmp_path: Path, title: str) -> None:
    for path in write_site([(titled(f"../../{title}"), "")], tmp_path):
        assert path.resolve().is_relative_to(tmp_path)
    index = index_of(tmp_path)
    assert not index.select("script, img, iframe")
    assert "default-src 'none'" in str(index.select_one("meta[http-equiv]"))


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(PublishError, match="file"):
        write_site([(titled("Norinco"), "")], tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"
