"""Parked names and trades on old names, told from living pages that speak of such things, language by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.judge.fingerprint import data
from crawler.judge.rule import Case, Rule
from crawler.judge.rules.bare_name import bare_name
from crawler.judge.rules.hosting import hosted_no_more
from crawler.judge.rules.takeover import named_after_domain, parked, usurped
from tests.judge.cases import citation, fetch
from tests.judge.sites import NO_SUCH_PAGE

RULES: tuple[Rule, ...] = (parked, named_after_domain, hosted_no_more, bare_name, usurped)
DEAD = 0.8
"""The least weight of a signal that ends a page."""

LANGUAGES = {path.stem: path for path in sorted((Path(__file__).parent / "names").glob("*.yaml"))}
KINDS = ("parked", "trades", "neither")


def _pages(kind: str) -> Iterator[Any]:
    for language, path in LANGUAGES.items():
        known = yaml.safe_load(path.read_text(encoding="utf-8"))
        for number, page in enumerate(known[kind], 1):
            yield pytest.param(language, known, page, id=f"{language}-{number}")


def _case(language: str, known: Mapping[str, Any], page: Mapping[str, str]) -> Case:
    """The page as the answer to a cited address of the host, and to a made-up one too: so such pages stand."""
    title, text = escape(page["title"]), escape(page["text"])
    links = "".join(f'<li><a href="/{number}">{number}</a></li>' for number in range(1, 4))
    body = (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1><p>{text}</p><ul>{links}</ul></body></html>"
    ).encode()
    host = f"https://{known['host']}"
    cited = f"{host}/2014/03/7431.html"
    return Case(
        citation=citation(title=known["cited"], url=cited),
        fetch=fetch(body, url=cited),
        address=cited,
        probe=fetch(body, url=f"{host}/2014/03/xq71zk.html"),
    )


def _page_of_its_own(language: str, known: Mapping[str, Any], page: Mapping[str, str]) -> Case:
    """The page as the answer to a cited address of a site that knows which pages it has."""
    return replace(_case(language, known, page), probe=NO_SUCH_PAGE)


def _weights(case: Case) -> dict[str, float]:
    said = (rule(case) for rule in RULES)
    return {signal.rule: signal.weight for signal in said if signal is not None}


@pytest.mark.parametrize(("language", "known", "page"), [*_pages("parked"), *_pages("trades")])
def test_caught(language: str, known: Mapping[str, Any], page: Mapping[str, str]) -> None:
    assert max(_weights(_case(language, known, page)).values(), default=0) >= DEAD


@pytest.mark.parametrize(("language", "known", "page"), [*_pages("neither")])
def test_let_be(language: str, known: Mapping[str, Any], page: Mapping[str, str]) -> None:
    assert max(_weights(_page_of_its_own(language, known, page)).values(), default=0) < DEAD


def test_every_language_has_pages_of_every_kind() -> None:
    known = {language: yaml.safe_load(path.read_text(encoding="utf-8")) for language, path in LANGUAGES.items()}
    assert [language for language, pages in known.items() if not all(pages.get(kind) for kind in KINDS)] == []


def test_what_honest_pages_share_opens_no_trade() -> None:
    words = data("usurpers")
    both = {trade: set(shared) & set(words["trades"][trade]) for trade, shared in words["shared"].items()}
    assert not any(both.values()), both
