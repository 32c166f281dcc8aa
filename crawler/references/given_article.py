"""Tells an article that is given in place of a list of references: its footnotes must be read out of it first."""

from __future__ import annotations

import re

from crawler.references.problem import Problem, ReferencesError

_LIST = re.compile(r"^(?:references|article)\s*:", re.MULTILINE)
_ARTICLE = re.compile(r"<ref[ >/]|\{\{\s*(?:cite|citation|reflist)\b|\A\s*(?:<!doctype html|<html)\b", re.IGNORECASE)


def refuse_article(opening: str, name: str) -> None:
    """Raises ReferencesError for wikitext and HTML, with the command that makes a list; `name` is the file's."""
    if _ARTICLE.search(opening) and not _LIST.search(opening):
        message = f"this is an article, not a list of references; make a list of its footnotes: citewatch import {name}"
        raise ReferencesError((Problem(file=name, line=0, column=0, where="", message=message),))
