"""What a source states of itself."""

from __future__ import annotations

import pytest

from crawler.repair.wikitext.mentions import find
from crawler.repair.wikitext.source import AmbiguousSourceError, Source, read_source

U, A = "https://a.example/", "https://web.archive.org/web/20200101000000/https://a.example/"


def _source(page: str) -> Source:
    (mention,) = find(page).mentions
    return read_source(page, mention)


STATED = {
    "a template": (f"{{{{cite web|url={U}|title=T|archive-url={A}|archive-date=1 May 2020|url-status=live}}}}",
                   (U, A, "1 May 2020", "live", "T")),
    "older names": (f"{{{{Cite news|URL={U}|archiveurl={A}|archivedate=2020}}}}", (U, A, "2020", "", "")),
    "empty ones": (f"{{{{cite web|url={U}|archive-url=|archiveurl={A}}}}}", (U, A, "", "", "")),
    "the chapter's": (f"{{{{cite book|url=https://b.example/|chapter-url={U}}}}}", (U, "", "", "", "")),
    "no chapter's": (f"{{{{cite book|url={U}|chapter-url=}}}}", (U, "", "", "", "")),
    "German": (f"{{{{Internetquelle|url={U}|titel=T|archiv-url={A}|archiv-datum=2020-01-01}}}}",
               (U, A, "2020-01-01", "", "T")),
    "English in a German wiki": (f"{{{{Internetquelle|url={U}|archive-url={A}}}}}", (U, A, "", "", "")),
    "a bare link": (f"[{U} T]", (U, "", "", "", "")),
    "a bare link with its snapshot": (f"[{U} T] {{{{Webarchive|url={A}|date=2020}}}}", (U, A, "2020", "", "")),
    "no address": ("{{cite book|title=T}}", ("", "", "", "", "T")),
    "another's number": (f"{{{{cite web|url={U}|url2=https://b.example/}}}}", (U, "", "", "", "")),
}  # fmt: skip


@pytest.mark.parametrize(("page", "stated"), STATED.values(), ids=list(STATED))
def test_stated(page: str, stated: tuple[str, ...]) -> None:
    said = _source(page).stated()
    assert (said.url, said.archive_url, said.archive_date, said.url_status, said.title) == stated


LANGUAGES = {
    "{{cite web|url=x|title=T|work=W}}": "en",
    "{{Internetquelle|url=x}}": "de",
    "{{lien web|url=x|titre=T}}": "fr",
    "{{cita web|url=x|título=T|fechaacceso=2020}}": "es",
    "{{cita web|url=x|titolo=T|accesso=2020}}": "it",
}


@pytest.mark.parametrize(("page", "language"), LANGUAGES.items())
def test_its_language(page: str, language: str) -> None:
    dialect = _source(page).dialect
    assert dialect is not None
    assert dialect.language == language


AMBIGUOUS = {
    "an address twice": f"{{{{cite web|url={U}|url={U}}}}}",
    "an address twice, once empty": f"{{{{cite web|url={U}|url=}}}}",
    "two snapshots": f"{{{{cite web|url={U}|archive-url={A}|archiveurl={A}}}}}",
    "a link's snapshot twice": f"[{U} T] {{{{Webarchive|url={A}|url={A}}}}}",
    "two languages": f"{{{{cita web|url={U}}}}}",
}


@pytest.mark.parametrize("page", AMBIGUOUS.values(), ids=list(AMBIGUOUS))
def test_ambiguous(page: str) -> None:
    with pytest.raises(AmbiguousSourceError):
        _source(page)


def test_a_link_has_no_language_and_its_own_address() -> None:
    source = _source(f"[{U}?a=1&amp;b=2 T]")
    assert (source.dialect, source.holder, source.address) == (None, None, f"{U}?a=1&b=2")
