"""`citewatch sync`: the article's addresses into references.yaml, shown first, written only when told."""

from __future__ import annotations

import shutil

import pytest

from crawler.references.document import load
from tests.program import ROOT, Program


@pytest.fixture
def norinco(program: Program) -> Program:
    shutil.copyfile(ROOT / "references.yaml", program.folder / "references.yaml")
    return program


def _text(program: Program) -> str:
    return (program.folder / "references.yaml").read_text(encoding="utf-8")


def test_shows_and_writes_nothing(norinco: Program) -> None:
    before = _text(norinco)
    ended = norinco.run("sync", *norinco.network())
    assert ended.status == 0, ended.err
    assert "--write" in ended.out
    assert "norinco-group.example" in ended.out
    assert _text(norinco) == before


def test_write_fills_what_is_missing_and_says_where_it_comes_from(norinco: Program) -> None:
    ended = norinco.run("sync", "--write", *norinco.network())
    assert ended.status == 0, ended.err
    references = load(norinco.folder / "references.yaml").references
    assert all(citation.url for citation in references)
    first = references[0]
    assert (first.url_source, first.archive_url[:28]) == ("article", "https://web.archive.org/web/")
    assert {citation.number for citation in references if citation.url_source == "recalled"} == {10, 20}
    assert norinco.run("sync", *norinco.network()).out.count("--write") == 0, "nothing is left to do"


def test_a_persons_comments_stay(norinco: Program) -> None:
    path = norinco.folder / "references.yaml"
    path.write_text(
        _text(norinco).replace("  - number: 4\n", "  # ask Li about this one\n  - number: 4\n"), encoding="utf-8"
    )
    norinco.run("sync", "--write", *norinco.network())
    assert "# ask Li about this one" in _text(norinco)


def test_line_ends_links_and_permissions_stay(norinco: Program) -> None:
    path, kept = norinco.folder / "references.yaml", norinco.folder / "kept.yaml"
    kept.write_bytes(_text(norinco).replace("\n", "\r\n").encode())
    kept.chmod(0o640)
    path.unlink()
    path.symlink_to(kept)
    ended = norinco.run("sync", "--write", *norinco.network())
    assert ended.status == 0, ended.err
    assert path.is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o640
    written = kept.read_bytes()
    assert written.count(b"\r\n") == written.count(b"\n") > 0


def test_without_a_network_nothing_is_written(norinco: Program, offline: Program) -> None:
    before = _text(norinco)
    ended = offline.run("sync", "--write", *offline.network())
    assert ended.status == 3
    assert "network cannot be reached" in ended.err
    assert "Traceback" not in ended.err
    assert _text(norinco) == before


def test_an_article_without_an_address_is_asked_for(program: Program) -> None:
    program.cite([{"title": "A"}])
    ended = program.run("sync", *program.network())
    assert ended.status == 2
    assert "--article" in ended.err


PAGE = (
    '<p>It is so.</p><ol class="references"><li id="cite_note-1">"Ants". Bee.</li><li '
    'id="cite_note-2">"Cows". Bee.</li></ol>'
)


def test_new_footnotes_come_in_and_numbers_follow_the_article(program: Program) -> None:
    (program.folder / "page.html").write_text(PAGE, encoding="utf-8")
    (program.folder / "references.yaml").write_text(
        "references:\n  # a favourite\n  - number: 1\n    title: Cows\n    work: Bee\n", encoding="utf-8"
    )
    shown = program.run("sync", "--article", "page.html")
    assert "New in the article: [1] Ants" in shown.out
    assert "Renumbered: [1] is [2] in the article" in shown.out
    ended = program.run("sync", "--article", "page.html", "--write")
    assert (ended.status, "1 new, 1 renumbered" in ended.out) == (0, True), ended.err
    assert [(one.number, one.title) for one in load(program.folder / "references.yaml").references] == [
        (1, "Ants"),
        (2, "Cows"),
    ]
    assert "# a favourite" in _text(program)


def test_a_removed_footnote_stays_unless_told(program: Program) -> None:
    (program.folder / "page.html").write_text(PAGE, encoding="utf-8")
    (program.folder / "references.yaml").write_text(
        "references:\n- number: 1\n  title: Ants\n  work: Bee\n- number: 2\n  title: Cows\n  work: Bee\n"
        "- number: 3\n  title: Eels\n",
        encoding="utf-8",
    )
    ended = program.run("sync", "--article", "page.html", "--write")
    assert "No longer in the article: [3] Eels" in ended.out
    assert len(load(program.folder / "references.yaml").references) == 3
    assert program.run("sync", "--article", "page.html", "--write", "--overwrite").status == 0
    assert len(load(program.folder / "references.yaml").references) == 2
