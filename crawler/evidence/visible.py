"""The text that a reader of a page sees, in reading order, and what of it is the page's own matter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "svg", "iframe", "object", "select", "datalist"}
    | {"textarea", "audio", "video", "canvas", "noframes"}
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong"}
    | {"sub", "sup", "time", "tt", "u", "var", "wbr", *_UNSEEN}
)
"""Elements that do not part the words that they stand between (HTML Standard, phrasing content)."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADING = "\0"
LEADS, LEAD = 3, 600
"""How many headings are kept with what follows them, and how many characters of each."""

TOLD = 1_000
"""Characters kept of what a page says itself, apart from its links."""

_FIRST = 200
"""Pieces of text among which they are looked for."""

_BESIDE = frozenset({"nav", "aside", "footer", "button", "dialog", "menu"})
"""Elements whose text is beside the page's matter, as the HTML Standard defines them."""

_BESIDE_ROLES = frozenset({"navigation", "complementary", "contentinfo", "dialog", "alertdialog", "search"})
"""The roles that say the same of any element (WAI-ARIA 1.2)."""

_BESIDE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navi|navigation|menu|footer|sidebar|breadcrumbs?|cookies?|consent|related|teasers?|comments?|"
    r"share|sharing|social|newsletter|promo|banner|advert|ads?|toc|pagination|recommended|widget|popular|trending)"
    r"(?:[\s_-]|$)",
    re.IGNORECASE,
)
"""Class names that stylesheets commonly give to such boxes."""


@dataclass(frozen=True, slots=True)
class Visible:
    """What is seen: `text` with single spaces, cut; `length` of the whole; `main` without what stands beside, cut.

    `told` is the beginning of the main text that is no link.
    `leads` are the first headings of the main text with what follows each, cut; `longest` counts the characters of the
    longest text between two headings.
    """

    text: str
    length: int
    main: str
    told: str = ""
    leads: tuple[str, ...] = ()
    longest: int = 0


def visible_text(tree: etree._Element, most: int, most_main: int) -> Visible:
    """The visible text, cut at `most` and `most_main` characters.

    Words that are only marked up (`<b>T</b>anks`) stay whole; text of different blocks does not run together.
    """
    seen, main, told = _pieces(tree)
    text = " ".join("".join(seen).split())
    # A heading's beginning is a mark that no text has: the parser drops NULs.
    runs = [" ".join(run.split()) for run in "".join(main).split(_HEADING)]
    return Visible(
        text=text[:most].rstrip(),
        length=len(text),
        main=" ".join(" ".join(filter(None, runs))[:most_main].split()),
        told=" ".join("".join(told).split())[:TOLD].rstrip(),
        leads=tuple(run[:LEAD] for run in runs[1:] if run)[:LEADS],
        longest=max(map(len, runs)),
    )


def _pieces(  # noqa: C901, PLR0912 - one walk in the hot path: a call a node would cost as much again
    tree: etree._Element,
) -> tuple[list[str], list[str], list[str]]:
    """The texts between the tags: all, the main ones, and those of them that are no links.

    Without recursion, so that deep nesting costs nothing.
    """
    seen: list[str] = []
    main: list[str] = []
    told: list[str] = []
    titled = _around_headings(tree)
    beside: etree._Element | None = None
    link: etree._Element | None = None
    # Half of the elements say nothing but their name: only the others are asked for their attributes.
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        tag = node.tag
        text = "" if tag in _INLINE else " "
        if event == "end":
            if node is not tree:
                text += node.tail or ""
            if node is beside:
                beside = None
            if node is link:
                link = None
        elif tag in _UNSEEN or (node.keys() and _is_hidden(node)):
            # Its end still comes, and brings the tail.
            walk.skip_subtree()
            continue
        else:
            if beside is None and _is_beside(node, titled):
                beside = node
            text += node.text or ""
            if tag == "a" and link is None:
                link = node
            if beside is None and tag in _HEADINGS:
                main.append(_HEADING)
        if text:
            seen.append(text)
            if beside is None:
                main.append(text)
                if link is None and len(told) < _FIRST:
                    told.append(text)
    return seen, main, told


def _around_headings(tree: etree._Element) -> set[etree._Element]:
    """The elements that hold an h1, each found once: boxes stand inside each other in thousands."""
    found: set[etree._Element] = set()
    for heading in tree.iter("h1"):
        for node in heading.iterancestors():
            if node in found:
                break
            found.add(node)
    return found


def _is_beside(node: etree._Element, titled: set[etree._Element]) -> bool:
    if node.tag in _BESIDE:
        return True
    if node.tag in _INLINE or node.tag in ("html", "body", "main", "article"):
        return False
    if node.tag == "header":
        parent = node.getparent()
        return parent is not None and parent.tag == "body"
    if node.get("role") in _BESIDE_ROLES:
        return True
    named = node.get("class")
    # A class may also say what stands inside (`has-sidebar`): what holds the first heading is no box.
    return named is not None and bool(_BESIDE_CLASS.search(named)) and node not in titled


def _is_hidden(node: etree._Element) -> bool:
    """Whether the page hides the element. One that hides all of itself is waiting for its own script to show it."""
    if node.tag in ("html", "body"):
        return False
    if node.get("hidden") is not None:
        return True
    style = node.get("style")
    return style is not None and bool(_HIDDEN_STYLE.search(style))
