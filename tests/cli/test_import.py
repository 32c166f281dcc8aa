"""`citewatch import`: from a file, from standard input, from an article on the web."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.cli.source import SourceError, wanted_of
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
    "JSON that is none": ("broken.json", 2, "broken.json:2:1: "),
    "a report": ("latest.json", 2, "latest.json: this is a report of citewatch"),
    "a folder": (".", 2, "Is a directory"),
    "a name that no file can have": ("a\x01\n" * 200, 2, "Expected a file"),
    "a wiki without a title": ("wiki:en:", 2, "wiki:LANGUAGE:TITLE"),
    "a page that is gone": ("https://not-found.example/article", 3, "404"),
    "a host that is not there": ("https://no-such-host.example/", 3, "does not exist"),
    "bytes that are no text": ("binary.txt", 2, "binary.txt:1: byte 0 is not UTF-8"),
}


@pytest.mark.parametrize(("source", "status", "said"), NO_SOURCE.values(), ids=list(NO_SOURCE))
def test_what_cannot_be_imported(program: Program, source: str, status: int, said: str) -> None:
    (program.folder / "none.txt").write_text("An article that cites nothing at all.", encoding="utf-8")
    (program.folder / "broken.json").write_text("[\n", encoding="utf-8")
    (program.folder / "latest.json").write_text('{"schema_version": "1.0", "references": [{}]}', encoding="utf-8")
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
    assert wanted_of(source).get("url", "") == address


@pytest.mark.parametrize("source", ["wiki:Norinco", "wiki:en:", "wiki:en:A@now", "wiki:"])
def test_address_of_a_wrong_wiki(source: str) -> None:
    with pytest.raises(SourceError, match="wiki:en:Norinco"):
        wanted_of(source)


def test_a_folder_that_cannot_be_written(program: Program) -> None:
    target = Path("missing", "folder", "out.yaml")
    ended = program.run("import", str(TEXT), "-o", str(target))
    assert ended.status == 2
    assert "cannot be written" in ended.err


MARKDOWN = """\
Ships are very old things that people have used.[^a] And[^nope].

This paragraph states something at some length and cites nothing at all, which an editor wants to know.

[^a]: Doe, Jane (2005). "[A story](https://a.example/x)". *The Example*.
"""


def test_a_markdown_file_with_what_is_to_be_said_of_it(program: Program) -> None:
    (program.folder / "post.md").write_text(MARKDOWN, encoding="utf-8")
    ended = program.run("import", "post.md", "-o", "out.yaml")
    assert ended.status == 0, ended.err
    (citation,) = load(program.folder / "out.yaml").references
    assert (citation.name, citation.title, citation.url) == ("a", "A story", "https://a.example/x")
    assert "1 paragraph cites nothing: lead 1." in ended.out
    assert "post.md:1:57: the text cites [^nope]" in ended.err


def test_addresses_that_nobody_can_ask_are_said_and_kept(program: Program) -> None:
    bad = "{{cite web|title=A|url=http//x|archive-url=htp:/oops}}"
    wiki = f"A<ref>{bad}</ref><ref>{{{{cite web|url=http://c.example}}}}</ref>"
    (program.folder / "post.wiki").write_text(wiki, encoding="utf-8")
    ended = program.run("import", "post.wiki", "-o", "out.yaml")
    assert ended.status == 0, ended.err
    assert load(program.folder / "out.yaml").references[0].url == "http//x"
    assert ended.err.splitlines() == [
        f"post.wiki: footnote 1: {said}; it is kept, and a check will call it {kind}"
        for said, kind in (
            ('url: "http//x" cannot be asked: it has no scheme such as https:', "malformed-url"),
            ('archive-url: "htp:/oops" cannot be asked: its scheme is htp:', "unsupported-scheme"),
        )
    ]


def test_a_name_that_says_another_format_is_refused_before_anything_is_read(program: Program) -> None:
    ended = program.run("import", "nowhere.txt", "-o", "out.html")
    assert ended.status == 2
    assert ".yaml" in ended.err
    assert not (program.folder / "out.html").exists()


def test_many_problems_are_not_all_shown(program: Program) -> None:
    markers = " ".join(f"[^x{number}]" for number in range(30))
    (program.folder / "post.md").write_text(f"A[^1] {markers}\n\n[^1]: One.\n", encoding="utf-8")
    ended = program.run("import", "post.md", "-o", "out.yaml")
    assert ended.err.count("which has no footnote") == 20
    assert "... and 10 more places like these." in ended.err


def test_to_csl_json_and_back(program: Program) -> None:
    written = program.run("import", str(ROOT / "references.yaml"), "-o", "refs.csl.json")
    assert written.status == 0, written.err
    assert (program.folder / "refs.csl.json").read_text(encoding="utf-8").startswith("[\n")
    assert program.run("import", "refs.csl.json", "-o", "out.yaml", "--format", "csl").status == 0
    assert load(program.folder / "out.yaml") == load(ROOT / "references.yaml")


def test_a_references_yaml_imports_to_itself(program: Program) -> None:
    assert program.run("import", str(ROOT / "references.yaml"), "-o", "out.yaml").status == 0
    assert load(program.folder / "out.yaml") == load(ROOT / "references.yaml")


def test_a_saved_page_says_its_own_encoding(program: Program) -> None:
    page = '<meta charset="iso-8859-1"><ol class="references"><li>"Müller". Die Zeit.</li></ol>'
    (program.folder / "page.html").write_bytes(page.encode("latin-1"))
    assert program.run("import", "page.html", "-o", "out.yaml").status == 0
    assert load(program.folder / "out.yaml").references[0].title == "Müller"


def test_wikitext_from_standard_input(program: Program) -> None:
    ended = subprocess.run(
        program.command("import", "-", "-o", "-", "--format", "wikitext"),
        input=b"It is.<ref>{{cite web|title=One|url=http://a.example/}}</ref>",
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert b"url: http://a.example/" in ended.stdout
