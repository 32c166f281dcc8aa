"""What must stand in a text for an expression to be found there: a look for it spares most searches."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

_SHORTEST = 3
"""Bytes of UTF-8: shorter pieces stand in every text. Two ideographs, which say more than two letters, have six."""

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def folded(text: str) -> str:
    """A text in which two characters are the same wherever an expression without case takes them for the same."""
    return text.replace("\u0130", "i").replace("\u0131", "i").casefold()


def needed(pattern: str) -> frozenset[str]:
    """Pieces of folded text, of which every text has one in which `pattern` is found, whatever the case.

    Empty where there are no such pieces: then any text may match. So it is with a Python that keeps elsewhere how it
    takes expressions apart, which nothing public tells.
    """
    try:
        parts = import_module("re._parser").parse(pattern)
    except (ImportError, AttributeError):
        return frozenset()
    return _needed(parts)


def _needed(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The best of the choices that a sequence gives, each of which stands in what it matches."""
    choices = [frozenset({run}) for run in _runs(parts)]
    choices += [_inside(kind, what) for kind, what in parts]
    best = max(choices, key=_shortest)
    return best if _shortest(best) >= _SHORTEST else frozenset()


def _shortest(pieces: frozenset[str]) -> int:
    return min((len(piece.encode("utf-8", "replace")) for piece in pieces), default=0)


def _runs(parts: Iterable[tuple[Any, Any]]) -> list[str]:
    """The literal texts in a sequence, each as long as it goes."""
    runs = [""]
    for kind, what in parts:
        if str(kind) == "LITERAL":
            runs[-1] += chr(what)
        elif runs[-1]:
            runs.append("")
    return [folded(run) for run in runs]


def _inside(kind: object, what: Any) -> frozenset[str]:
    """What a part of a sequence needs, where it is found at least once."""
    name = str(kind)
    if name == "SUBPATTERN":
        return _needed(what[-1])
    if name == "ATOMIC_GROUP":
        return _needed(what)
    if name in _REPEATS and what[0] > 0:
        return _needed(what[-1])
    if name == "BRANCH":
        each = [_needed(branch) for branch in what[1]]
        return frozenset().union(*each) if all(each) else frozenset()
    return frozenset()
