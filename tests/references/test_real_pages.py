from __future__ import annotations

from pathlib import Path

import pytest

from tests.references.real_pages import main, measured

ITEM = '<li id="cite_note-{n}"><span class="reference-text">{text}</span></li>'
LINK = '<a class="external text" href="{address}">{label}</a>'


def page(*texts: str) -> str:
    items = "".join(ITEM.format(n=number, text=text) for number, text in enumerate(texts, start=1))
    return f'<html><body><h1>P</h1><p>a</p><ol class="references">{items}</ol></body></html>'


CITED = LINK.format(address="http://a.example/p", label="A")
KEPT = LINK.format(address="https://web.archive.org/web/2018/http://a.example/p", label="Archived")
REGISTER = LINK.format(address="https://doi.org/10.1000/1", label="10.1000/1")


def test_a_page_that_is_read_right(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(page(f"{CITED}. {KEPT}", "Words.", f"B. {REGISTER}"))
    (one,) = measured(tmp_path / "p.html")
    assert (one.listed, one.read, one.right, one.wrong) == (3, 3, 3, ())


def test_wikitext_beside_it_is_held_against_the_page(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(page(CITED, "Words."))
    (tmp_path / "p.wikitext").write_text(
        "a<ref>[http://a.example/P A]</ref><ref>[http://b.example B]</ref><ref>c</ref>"
    )
    _, one = measured(tmp_path / "p.html")
    assert (one.name, one.listed, one.read, one.right, one.wrong) == (
        "p.wikitext",
        2,
        3,
        2,
        ("2 http://b.example",),
    )


def test_a_short_citation_has_its_work_s_address(tmp_path: Path) -> None:
    work = f'<cite id="CITEREFDoe2010" class="citation">Doe. {CITED}. 2010.</cite>'
    (tmp_path / "p.html").write_text(
        page('<a href="#CITEREFDoe2010">Doe 2010</a>, p. 5.').replace("<p>a", f"<p>{work}")
    )
    (one,) = measured(tmp_path / "p.html")
    assert (one.listed, one.read, one.right) == (1, 1, 1)


def test_the_shares_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.html").write_text(page(CITED))
    (tmp_path / "p.wikitext").write_text("a<ref>[http://a.example/p A]</ref><ref>b</ref>")
    (tmp_path / "q.html").write_text("<html><body><p>No footnotes.</p></body></html>")
    main(tmp_path)
    first, last = capsys.readouterr().out.splitlines()
    assert first == "p.wikitext: lists 1, read 2, addresses that differ: 2 (no address)"
    assert last == "2 files, the number of footnotes exact on 1; 3 footnotes, 2 with their address."
