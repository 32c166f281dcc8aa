"""What a page shows: its titles, its authors and dates, its text, and what it says of itself to machines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of the page and where on the page it stands (`title`, `og:title`, `h1`, `headline` ...)."""

    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The facts of one page. Addresses are absolute, `text` is the visible text (cut at MAX_TEXT characters).

    `kind` is html, text, pdf, other or empty. `text_length` counts the characters of the whole visible text.
    `refresh` is the address that a refresh moves on to, `refresh_after` its delay in seconds.
    `free` is False where the page's own markup says that its text is behind a paywall.
    `markup` is the beginning of the source of a page with little text, for the fingerprints of walls and parking pages.
    """

    kind: str
    media_type: str = ""
    encoding: str = ""
    titles: tuple[Text, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[Text, ...] = ()
    language: str = ""
    canonical: str = ""
    robots: str = ""
    refresh: str = ""
    refresh_after: float = 0.0
    text: str = ""
    text_length: int = 0
    size: int = 0
    password_form: bool = False
    free: bool | None = None
    links: int = 0
    markup: str = ""
