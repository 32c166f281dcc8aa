"""The authors and editors that a footnote prints before its title: "Last, First; Last, First", "Last, First (ed.)"."""

from __future__ import annotations

import re

_EDITORS = re.compile(r"\(eds?\.\)[.,]?")
# The full stop belongs to the name after an initial and after these; elsewhere it ends the list of names.
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros))\.$")
_OTHERS = re.compile(r"(?:^|,? )et al\.?$")
_STOP = re.compile(r"(?<![A-Z])\. ")


def names_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The authors and the editors in a text like `Woolf, V.; Mann, Erika. Ellis, Ann (ed.)`, each "Last, First"."""
    editors = _EDITORS.search(text)
    if not editors:
        return _listed(text), ()
    before = text[: editors.start()].strip()
    stops = list(_STOP.finditer(before))
    start = stops[-1].end() if stops else 0
    return _listed(before[:start]), _listed(before[start:])


def _listed(text: str) -> tuple[str, ...]:
    names = re.split(r"; (?:and |& )?", text.strip())
    return tuple(name for name in map(_name, names) if name)


def _name(text: str) -> str:
    name = _OTHERS.sub("", text.strip(" ;"))
    return name if _ABBREVIATED.search(name) else name.rstrip(" .,:")
