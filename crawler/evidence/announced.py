"""What a page's scripts say in a dialog as soon as it opens, as old boards do of a post that is gone."""

from __future__ import annotations

import re

from lxml import etree

SHORT = 600
"""Characters of a script that does little else: one that also has a program in it may speak at any time."""

_ALERT = re.compile(r"[\s/<!\-]*(?:window\s*\.\s*)?alert\s*\(\s*([\"'])((?:\\.|(?!\1)[^\\\n])*)\1\s*\)")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|.)", re.DOTALL)
_PROGRAMS = frozenset({"text/javascript", "application/javascript", "module", "text/ecmascript", "text/jscript"})
_QUOTED = frozenset("\"'\\/")


def show_announcements(tree: etree._Element) -> None:
    """Puts the words of such a dialog into `tree`, as a paragraph where its script stands or first in the body."""
    for script in [each for each in tree.iter("script") if each.get("src") is None and _runs(each)]:
        said = _said(script.text or "")
        if said:
            _put(tree, script, said)


def _runs(script: etree._Element) -> bool:
    """Whether an element holds a program: others hold data and templates (HTML Standard)."""
    return (script.get("type") or "text/javascript").strip().lower() in _PROGRAMS


def _said(script: str) -> str:
    """What a script begins by saying; "" where it is no such script."""
    found = _ALERT.match(script) if len(script) <= SHORT else None
    words = _ESCAPE.sub(_read, found[2]).split() if found else ()
    return "".join(filter(str.isprintable, " ".join(words)))


def _read(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    if code:
        return chr(int(code, 16))
    return escape[0][1] if escape[0][1] in _QUOTED else " "


def _put(tree: etree._Element, script: etree._Element, said: str) -> None:
    paragraph = etree.Element("p")
    paragraph.text = said
    if next(script.iterancestors("head"), None) is None and script.getparent() is not None:
        script.addprevious(paragraph)
        return
    body = tree.find("body")
    (etree.SubElement(tree, "body") if body is None else body).insert(0, paragraph)
