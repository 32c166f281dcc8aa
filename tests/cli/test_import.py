"""`citewatch import`: from a file, from standard input, from an article on the web."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.cli.source import SourceError, address_of
from crawler.references.document import load
from tests.program import ROOT, Program

TEXT = ROOT / "tests" / "references" / "norinco.txt"


def test_the_seed_gives_the_citations_of_references_yaml(program: Program) -> None:
    ended = program.run("import", str(TEXT), "-o", "out.yaml")
    assert ended.status == 0, ended.err
    imported = load(program.folder / "out.yaml").references
    kept = load(ROOT / "references.yaml").references
    assert imported == tuple(replace(citation, url="", url_source="") for citation in kept)
    assert "21 footnotes" in ended.out


def test_an_existing_file_is_not_overwritten(program: Program) -> None:
    (program.folder / "references.yaml").write_text("# mine\nreferences:\n- number: 1\n", encoding="utf-8")
    ended = program.run("import", str(TEXT))
    assert ended.status == 2
    assert "--overwrite" in ended.err
    assert (program.folder / "references.yaml").read_text(encoding="utf-8").startswith("# mine")
    assert program.run("import", str(TEXT), "--overwrite").status == 0
    assert len(load(program.folder / "references.yaml").references) == 21


def test_from_standard_input_to_standard_output(program: Program) -> None:
    with TEXT.open("rb") as text:
        ended = subprocess.run(
            program.command("import", "-", "-o", "-"),
            stdin=text,
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
    assert ended.stdout.decode("utf-8").count("- number:") == 21


@pytest.mark.parametrize("source", ["https://en.wikipedia.org/wiki/Norinco", "wiki:en:Norinco"])
def test_from_the_article_on_the_web(program: Program, source: str) -> None:
    ended = program.run("import", source, "-o", "out.yaml", *program.network())
    assert ended.status == 0, ended.err
    found = load(program.folder / "out.yaml")
    assert [citation.number for citation in found.references] == list(range(1, 22))
    assert found.article.url == "https://en.wikipedia.org/wiki/Norinco"


NO_SOURCE = {
    "a file that is not there": ("nowhere.txt", 2, "nowhere.txt"),
    "a text without footnotes": ("none.txt", 2, "footnotes"),
    "a format without an importer": ("page.wikitext", 2, "--format"),
    "a wiki without a title": ("wiki:en:", 2, "wiki:LANGUAGE:TITLE"),
    "a page that is gone": ("https://not-found.example/article", 3, "404"),
    "a host that is not there": ("https://no-such-host.example/", 3, "does not exist"),
    "bytes that are no text": ("binary.txt", 2, "UTF-8"),
}


@pytest.mark.parametrize(("source", "status", "said"), NO_SOURCE.values(), ids=list(NO_SOURCE))
def test_what_cannot_be_imported(program: Program, source: str, status: int, said: str) -> None:
    (program.folder / "none.txt").write_text("An article that cites nothing at all.", encoding="utf-8")
    (program.folder / "page.wikitext").write_text("Text.<ref>Note</ref>", encoding="utf-8")
    (program.folder / "binary.txt").write_bytes(b"\xff\xfe\x00\x81")
    ended = program.run("import", source, "-o", "out.yaml", *program.network())
    assert (ended.status, "Traceback" in ended.err) == (status, False), ended.err
    assert said in ended.err
    assert not (program.folder / "out.yaml").exists()


ADDRESSES = {
    "wiki:en:Norinco": "https://en.wikipedia.org/wiki/Norinco",
    "wiki:zh:中国北方工业": "https://zh.wikipedia.org/wiki/%E4%B8%AD%E5%9B%BD%E5%8C%97%E6%96%B9%E5%B7%A5%E4%B8%9A",
    "wiki:en:AC/DC (band)@123": "https://en.wikipedia.org/wiki/AC/DC_(band)?oldid=123",
    "https://a.example/x": "https://a.example/x",
    "notes.txt": "",
    "-": "",
}


@pytest.mark.parametrize(("source", "address"), ADDRESSES.items(), ids=list(ADDRESSES))
def test_address_of(source: str, address: str) -> None:
    assert address_of(source) == address


@pytest.mark.parametrize("source", ["wiki:Norinco", "wiki:en:", "wiki:en:A@now", "wiki:"])
def test_address_of_a_wrong_wiki(source: str) -> None:
    with pytest.raises(SourceError, match="wiki:en:Norinco"):
        address_of(source)


def test_a_folder_that_cannot_be_written(program: Program) -> None:
    target = Path("missing", "folder", "out.yaml")
    ended = program.run("import", str(TEXT), "-o", str(target))
    assert ended.status == 2
    assert "cannot be written" in ended.err
