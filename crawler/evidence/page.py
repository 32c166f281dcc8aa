"""What a page shows: its titles, its authors and dates, its text, and what it says of itself to machines."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.evidence.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of the page and where on the page it stands (`title`, `og:title`, `h1`, `headline` ...).

    A `link` is a second heading that leads elsewhere: the title of another page.
    """

    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The facts of one page. Addresses are absolute, `text` is the visible text (cut at MAX_TEXT characters).

    `kind` is html, text, pdf, other or empty. `text_length` counts the characters of the whole visible text; of a PDF,
    of the pages that were read. `whole` says that `text` is all there is to read.
    `main` is the beginning of the text without menus, footers and boxes, for likeness to a snapshot.
    `told` is the beginning of that text without the links in it, `opening` what of it stands before the first heading.
    `leads` are its first headings with what follows each; `longest` counts the characters between two headings at most.
    `blocks` are those of the main text of a page with little text, which `told` and the others are made of.
    `site` is the site's name as the page gives it.
    `refresh` is the address that a refresh moves on to, `refresh_after` its delay in seconds.
    `free` is False where the page's own markup says that its text is behind a paywall.
    `markup` is the beginning of the source of a page with little text, for the fingerprints of walls and parking pages.
    """

    kind: str
    encoding: str = ""
    titles: tuple[Text, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[Text, ...] = ()
    site: str = ""
    language: str = ""
    canonical: str = ""
    robots: str = ""
    refresh: str = ""
    refresh_after: float = 0.0
    text: str = ""
    text_length: int = 0
    whole: bool = True
    main: str = ""
    told: str = ""
    opening: str = ""
    leads: tuple[str, ...] = ()
    longest: int = 0
    blocks: tuple[Block, ...] = ()
    size: int = 0
    password_form: bool = False
    free: bool | None = None
    links: int = 0
    markup: str = ""

    @property
    def own_titles(self) -> tuple[str, ...]:
        """The titles that are the page's, the most formal first."""
        return tuple(title.text for title in self.titles if title.source != "link")
