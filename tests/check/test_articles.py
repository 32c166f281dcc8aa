"""citewatch.toml: what it may say, and every mistake in it at once."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from crawler.check.articles import FILES, MAX_BYTES, OTHER_FILES, Listed, make_room, read_articles
from crawler.check.outcome import BadInputError

TWO = """\
[settings]
CITEWATCH_CONTACT = "mailto:me@example.org"
DOWNLOAD_DELAY = 2.5
ROBOTSTXT_OBEY = true
CITEWATCH_CONTROL_HOSTS = ["one.example", "two.example"]

[[articles]]
name = "Norinco"
references = "norinco/references.yaml"
reports = "norinco/reports"

[[articles]]
references = "/elsewhere/zinc.jsonl"
reports = "zinc"
"""


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "citewatch.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_paths_are_those_beside_the_file_and_a_name_is_optional(tmp_path: Path) -> None:
    read = read_articles(_file(tmp_path, TWO))
    assert read.articles == (
        Listed(
            name="Norinco", references=tmp_path / "norinco/references.yaml", reports=tmp_path / "norinco" / "reports"
        ),
        Listed(name="/elsewhere/zinc.jsonl", references=Path("/elsewhere/zinc.jsonl"), reports=tmp_path / "zinc"),
    )
    assert read.settings == {
        "CITEWATCH_CONTACT": "mailto:me@example.org",
        "DOWNLOAD_DELAY": 2.5,
        "ROBOTSTXT_OBEY": True,
        "CITEWATCH_CONTROL_HOSTS": ["one.example", "two.example"],
    }


def test_a_mark_at_the_beginning_is_no_mistake(tmp_path: Path) -> None:
    assert len(read_articles(_file(tmp_path, "\ufeff" + TWO)).articles) == 2


ONE = '[[articles]]\nreferences = "a.yaml"\nreports = "a"\n'
MISTAKES = {
    "nothing": ("", "no articles; expected [[articles]] tables"),
    "a word for the list": ('articles = "a.yaml"\n', "no articles"),
    "texts in the list": ('articles = ["a.yaml"]\n', " article 1: a text; expected [[articles]]"),
    "no TOML": ("[[articles]\n", "not TOML: "),
    "an unknown table": (f"{ONE}[setings]\n", 'unknown key "setings"; did you mean "settings"?'),
    "an unknown key": (f'{ONE}report = "b"\n', 'toml:1: article 1: unknown key "report"; did you mean "reports"?'),
    "no references": ('[[articles]]\nreports = "a"\n', "toml:1: article 1: no references; expected references ="),
    "no reports": ('\n[[articles]]\nname = "A"\nreferences = "a"\n', "toml:2: article 1 (A): no reports"),
    "an empty path": ('[[articles]]\nreferences = ""\nreports = "a"\n', "references: empty; expected a text"),
    "a number for a path": ('[[articles]]\nreferences = 1\nreports = "a"\n', "references: a number; expected a text"),
    "a date for a name": (f"{ONE}name = 2020-01-01\n", "name: a date; expected a text"),
    "a folder for two": (
        f'{ONE}[[articles]]\nreferences = "b"\nreports = "x/../a"\n',
        "stands twice; each article needs",
    ),
    "a name for three": (
        f'{ONE}name = "A"\n'
        + "".join(f'[[articles]]\nname = "A"\nreferences = "{word}"\nreports = "{word}"\n' for word in "bc"),
        'the name "A" stands 3 times',
    ),
    "one list twice": (f'{ONE}[[articles]]\nreferences = "a.yaml"\nreports = "b"\n', 'the name "a.yaml" stands twice'),
    "settings that are none": (f"settings = 3\n{ONE}", "settings: not a table"),
    "a setting of ours that is none": (f"{ONE}[settings]\nCITEWATCH_STRIKE = 2\n", 'did you mean "CITEWATCH_STRIKES"?'),
    "a setting in small letters": (f"{ONE}[settings]\ndownload_delay = 2\n", 'did you mean "DOWNLOAD_DELAY"?'),
    "a date for a setting": (f"{ONE}[settings]\nDOWNLOAD_DELAY = 2020-01-01\n", "DOWNLOAD_DELAY: a date; expected"),
    "another encoding": (b'[[articles]]\nname = "\xfc"\n', "cannot be read (not UTF-8)"),
    "far too much": ("#" * (MAX_BYTES + 1), "over 1 MB"),
}


@pytest.mark.parametrize(("text", "said"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_says_where_and_what_to_do(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_articles(_file(tmp_path, text))
    (line,) = str(caught.value).splitlines()
    assert line.startswith(str(tmp_path / "citewatch.toml"))
    assert said in line


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    text = '[[articles]]\nreferencs = "a"\n[[articles]]\nreports = 2\n[settings]\nx = 1\n[other]\n'
    with pytest.raises(BadInputError) as caught:
        read_articles(_file(tmp_path, text))
    assert len(str(caught.value).splitlines()) == 7


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="No such file"):
        read_articles(tmp_path / "citewatch.toml")


def test_there_is_room_for_as_many_articles_as_the_system_allows() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    hard = OTHER_FILES + 100 * FILES
    if before[1] != resource.RLIM_INFINITY:
        hard = min(hard, before[1])
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 300), before[1]))
        most = (hard - OTHER_FILES) // FILES
        make_room(most)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= most * FILES
        if before[1] != resource.RLIM_INFINITY:
            with pytest.raises(BadInputError, match="ulimit -n"):
                make_room(before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
