"""The 21 footnotes that the stand-in article has, from footnotes.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from tests.web.texts import paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """One footnote as the article prints it: dates in its own words, "" and () for what it does not say.

    `snapshot` is the 14-digit time in its archive address.
    """

    number: int
    title: str
    url: str
    name: str = ""
    url_status: str = ""
    snapshot: str = ""
    author: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    date: str = ""
    work: str = ""
    publisher: str = ""
    issn: str = ""
    quote: str = ""
    archive_date: str = ""
    access_date: str = ""

    @property
    def archive_url(self) -> str:
        return f"https://web.archive.org/web/{self.snapshot}/{self.url}" if self.snapshot else ""

    @property
    def text(self) -> tuple[str, ...]:
        """The paragraphs of the cited page, of our own writing."""
        return paragraphs(f"norinco-{self.number:02}")

    @property
    def bylines(self) -> tuple[str, ...]:
        """The authors as a byline has them, first name first."""
        return tuple(" ".join(reversed(author.split(", "))) for author in self.author)


def _footnote(entry: Mapping[str, object]) -> Footnote:
    fields = {key.replace("-", "_"): tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Footnote(**fields)


_FILE = Path(__file__).with_name("footnotes.yaml")
FOOTNOTES: dict[int, Footnote] = {
    entry["number"]: _footnote(entry) for entry in YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
}
