from __future__ import annotations

from ruamel.yaml import YAML

from crawler.references.citation import Article, Citation, CitedBy, References
from crawler.references.writing import HEADER, dump, line_of

BARE = References(article=Article(), references=(Citation(number=1),))
RICH = References(
    article=Article(title="Norinco", imported="2026-11-21"),
    references=(
        Citation(
            number=4,
            title="中国兵器工业集团有限公司 集团简介",
            access_date="2022-10-04",
            author=("Chinea, Eyanir", "Gupta, Girish"),
            editor=("Cooney, Peter",),
            issn="0362-4331",
            other={"pages": "12", "a: b": "c"},
            cited_by=(CitedBy(section="", text="some words"), CitedBy(section="History", text="Other: words")),
        ),
        Citation(number=1, group="note", other={"text": "See there."}),
    ),
)


def test_the_least_file() -> None:
    assert dump(BARE) == HEADER + "article: {}\nreferences:\n  - number: 1\n"


def test_the_whole_form() -> None:
    assert dump(RICH).removeprefix(HEADER) == (
        "article:\n"
        "  title: Norinco\n"
        "  imported: 2026-11-21\n"
        "references:\n"
        "  - number: 4\n"
        "    title: 中国兵器工业集团有限公司 集团简介\n"
        "    access-date: 2022-10-04\n"
        "    author:\n"
        "      - Chinea, Eyanir\n"
        "      - Gupta, Girish\n"
        "    editor: Cooney, Peter\n"
        '    issn: "0362-4331"\n'
        "    other:\n"
        '      pages: "12"\n'
        '      "a: b": c\n'
        "    cited-by:\n"
        '      - section: ""\n'
        "        text: some words\n"
        "      - section: History\n"
        '        text: "Other: words"\n'
        "\n"
        "  - number: 1\n"
        "    group: note\n"
        "    other:\n"
        "      text: See there.\n"
    )


def test_the_header_says_what_the_file_is() -> None:
    assert all(line.startswith("# ") for line in HEADER.splitlines())
    assert "footnotes" in HEADER
    assert max(map(len, HEADER.splitlines())) <= 120


def test_any_yaml_reader_reads_it() -> None:
    read = YAML(typ="safe", pure=True).load(dump(RICH))
    assert read["references"][0]["author"] == ["Chinea, Eyanir", "Gupta, Girish"]
    assert read["references"][0]["issn"] == "0362-4331"
    assert read["references"][1]["group"] == "note"


def test_a_quotation_is_folded() -> None:
    quote = 'He called it "repression". ' * 8
    text = dump(References(article=Article(), references=(Citation(number=1, quote=quote.strip()),)))
    assert '    quote: >-\n      He called it "repression".' in text


def test_a_line_of_its_own() -> None:
    assert line_of("archive-date", "2019-09-06", 4) == "archive-date: 2019-09-06"
    assert line_of("title", "2019-09-06", 4) == 'title: "2019-09-06"'
    assert line_of("date", "", 4) == 'date: ""'
