"""The site of several articles: an index that leads to each, whole files, nothing fetched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from crawler.history.record import Report
from crawler.reports.publish import PublishError
from crawler.reports.site import FILES, write_site
from tests.reports.samples import HOSTILE_TITLES, full, report, row


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


def test_articles_of_one_name_keep_apart(tmp_path: Path) -> None:
    write_site([(titled("Mercury"), ""), (titled("mercury"), ""), (titled(""), ""), (titled("???"), "")], tmp_path)
    folders = {path.name.casefold() for path in tmp_path.iterdir() if path.is_dir()}
    assert folders == {"mercury", "mercury-2", "article", "article-2"}


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
