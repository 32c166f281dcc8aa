"""What every HTML page of ours has: templates that escape all text, one style, one script, and their hashes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from crawler.judge.verdict import HEALTHS
from crawler.reports.printable import printable, shortened
from crawler.reports.summary import counts, notices, sentence

STYLE = "latest.css"
SCRIPT = "latest.js"
_KINDS = (".html", ".css", ".js")


def render_page(template: str, **values: object) -> str:
    """The page that a template of this package makes of `values`."""
    return _environment().get_template(template).render(values)


def page_in_pieces(template: str, **values: object) -> Iterator[str]:
    """The same page, in pieces as they are made."""
    return _environment().get_template(template).generate(values)


def time(moment: str) -> str:
    """A moment for people: `2025-06-01T04:00:09Z` is `2025-06-01 04:00 UTC`; less exact ones stay as they are."""
    day, _, clock = moment.partition("T")
    return f"{day} {clock[:5]} UTC" if clock else moment


@cache
def _environment() -> Environment:
    own = [file for file in files(__package__).iterdir() if file.name.endswith(_KINDS)]
    environment = Environment(
        loader=DictLoader({file.name: file.read_text("utf-8") for file in own}),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        counts=counts,
        healths=HEALTHS,
        notices=notices,
        script_hash=_hash_of(SCRIPT, environment),
        sentence=sentence,
        shortened=shortened,
        spelled=_spelled,
        style_hash=_hash_of(STYLE, environment),
        time=time,
    )
    return environment


def _shown(value: object) -> object:
    """Every text that a page shows passes here; markup comes only from the templates' own macros."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _spelled(notice: str) -> Markup:
    """The notice with what stands between backticks as code."""
    parts = enumerate(notice.split("`"))
    return Markup("").join(Markup("<code>{}</code>").format(part) if odd % 2 else part for odd, part in parts)


def _hash_of(name: str, environment: Environment) -> str:
    digest = hashlib.sha256(environment.get_template(name).render().encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
