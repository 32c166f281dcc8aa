"""The templates around citations, by their names and redirects."""

from __future__ import annotations

import pytest

from crawler.references.wikitext.citation_templates import dialects, dialects_of
from crawler.repair.wikitext import tags
from crawler.repair.wikitext.tags import TAGS, date_form_of, tag_of, takes_archive

KNOWN = {
    "dead link": "dead-link",
    "404": "dead-link",
    "webarchive": "webarchive",
    "cbignore": "hands-off",
    "wayback": "other-archive",
    "cite wayback": "other-archive",
    "cite archive": "other-archive",
    "cite web": "",
    "": "",
}


@pytest.mark.parametrize(("name", "tag"), KNOWN.items())
def test_tags(name: str, tag: str) -> None:
    assert tag_of(name) == tag


FORMS = {"use dmy dates": "dmy", "mdy": "mdy", "use ymd dates": "iso", "use british english": ""}


@pytest.mark.parametrize(("name", "form"), FORMS.items())
def test_date_forms(name: str, form: str) -> None:
    assert date_form_of(name) == form


TAKES = {
    ("cite web", "en"): True,
    ("citation", "en"): True,
    ("cite arxiv", "en"): False,
    ("internetquelle", "de"): True,
    ("literatur", "de"): False,
    ("lien web", "fr"): True,
}


@pytest.mark.parametrize(("template", "takes"), TAKES.items(), ids=str)
def test_which_templates_take_an_archive_address(template: tuple[str, str], takes: bool) -> None:  # noqa: FBT001 - a column
    name, language = template
    (dialect,) = (each for each in dialects() if each.language == language)
    assert takes_archive(name, dialect) is takes


def test_the_lists_name_each_template_once_and_as_it_is_looked_up() -> None:
    lists = tags._lists()
    names = [name for tag in TAGS for name in lists[tag]] + [name for form in lists["dates"].values() for name in form]
    assert len(names) == len(set(names))
    assert all(name == " ".join(name.lower().split()) for name in names)
    assert all(dialects_of(name) for name in (*lists["archive"], *lists["no-archive"]))
