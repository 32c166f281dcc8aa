"""Lists what is flagged, says why in a sentence, and what a person should do about each footnote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from crawler.history.record import Report, Row
from crawler.judge.verdict import ArchiveVerdict, Flag, LiveVerdict

MEANINGS = {
    "dead-citation": "The page is gone, and the citation names no good snapshot.",
    "needs-archive-url": "The page is gone; a good snapshot exists that the citation does not name.",
    "bad-archive-url": "The snapshot that the citation names does not show the work.",
    "not-archived": "No archive that was asked has a copy of the page.",
    "wrong-page": "Another work stands at the address.",
    "moved": "The work has moved to another address.",
    "quote-not-found": "The quoted words are not on the page.",
}

_NOT_THERE = "The snapshot that the citation names is not in the archive."
_NAME_ANOTHER = "Name another snapshot than the one named, or none: that one is not in the archive."
"""Of a `bad-archive-url` whose archive shows another capture instead: that one may show the work very well."""

OF_THE_ARCHIVE = ("bad-archive-url", "not-archived")

ADVICE_FOR_FLAG = {
    "wrong-page": "Replace the address: another work stands there.",
    "dead-citation": "Find the work elsewhere, or an older snapshot of it.",
    "needs-archive-url": "Add the snapshot: citewatch repair.",
    "bad-archive-url": "Name another snapshot than the one named, or none: it does not show the work.",
    "moved": "Cite the new address: citewatch repair.",
    "quote-not-found": "Read the page and correct the quote.",
    "not-archived": "Ask the archive to keep it: citewatch repair --save.",
}
"""What to do about a flag that no suggestion settles, most pressing first."""

_OF_THE_ADDRESS = frozenset({"dead-citation", "wrong-page", "moved"})
_WITHOUT_SNAPSHOT = frozenset({"dead-citation", "needs-archive-url", "not-archived", "wrong-page"})

SETTLES = {
    "add-archive-url": _WITHOUT_SNAPSHOT | {"bad-archive-url"},
    "archive-now": frozenset({"not-archived", "bad-archive-url"}),
    "change-url": _OF_THE_ADDRESS | {"needs-archive-url", "not-archived"},
    "correct-url": _OF_THE_ADDRESS | {"not-archived"},
    "find-source": _WITHOUT_SNAPSHOT | {"bad-archive-url", "moved"},
    "look": _OF_THE_ADDRESS | {"quote-not-found"},
    "set-url-status": _OF_THE_ADDRESS,
    "sync": _WITHOUT_SNAPSHOT | {"moved"},
    "wait": _WITHOUT_SNAPSHOT | {"moved"},
}
"""For each suggestion's action the flags about which it leaves nothing to be said."""

ADVICE_FOR_HEALTH = {
    "dead": "Find the work elsewhere, or an older snapshot of it.",
    "rescued": "Nothing: the snapshot stands in for the page.",
    "suspect": "Nothing yet: it will be asked again.",
    "at-risk": "Ask the archive to keep it: citewatch repair --save.",
    "unknown": "Look at it in a browser.",
    "healthy": "",
}

WITHOUT_ADDRESS = "Find its address: citewatch sync --write."


@dataclass(frozen=True, slots=True)
class Flagged:
    """One flag with the footnote it stands on."""

    row: Row
    flag: Flag

    @property
    def explanation(self) -> str:
        """Why it is flagged: what the flag means, then what the verdict it follows from says."""
        return f"{self.meaning} {self.ground}".strip()

    @property
    def meaning(self) -> str:
        """What the flag means."""
        return meaning_of(self.row, self.flag.flag)

    @property
    def ground(self) -> str:
        """What the verdict that raised it says, "" where the flag says it all."""
        return _ground(self.row, self.flag.flag)


def meaning_of(row: Row, flag: str) -> str:
    """What a flag means on this footnote; its name where it is none that is known."""
    return _NOT_THERE if _is_not_there(row, flag) else MEANINGS.get(flag, flag)


def flagged(report: Report) -> tuple[Flagged, ...]:
    """Every flag that stands now, in footnote order."""
    return tuple(Flagged(row, flag) for row in report.rows for flag in row.flags)


def newly_flagged(report: Report) -> tuple[Flagged, ...]:
    """The flags that this run raised, in footnote order."""
    return tuple(entry for entry in flagged(report) if entry.flag.new)


def by_footnote(entries: Iterable[Flagged]) -> list[tuple[Row, list[Flagged]]]:
    """The flags of one footnote together, in the order given."""
    return [(row, list(found)) for row, found in groupby(entries, key=lambda entry: entry.row)]


def extent(footnotes: Sequence[str]) -> str:
    """How much is flagged, counted alike wherever it is said: `3 footnotes (4 flags)`.

    `footnotes` has each flag's footnote, by its label or its identity.
    """
    if not footnotes:
        return "nothing"
    return f"{_counted(len(set(footnotes)), 'footnote')} ({_counted(len(footnotes), 'flag')})"


def news(report: Report) -> str:
    """`Newly flagged: 3 footnotes (4 flags)`, or `Newly flagged: nothing`."""
    return f"Newly flagged: {extent([each.row.label for each in newly_flagged(report)])}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def standing_in(report: Report) -> list[Row]:
    """The footnotes whose page is gone and which are not flagged, for the snapshot that they name shows the work."""
    return [row for row in report.rows if row.health == "rescued" and not row.flags]


def unflagged_deaths(report: Report) -> str:
    """Why a report has deaths that it does not flag; "" where it has none."""
    count = len(standing_in(report))
    if not count:
        return ""
    if count == 1:
        return "1 footnote has lost its page and is not flagged: the snapshot that it names shows the work."
    return f"{count} footnotes have lost their pages and are not flagged: the snapshot that each names shows the work."


def what_to_do(row: Row) -> str:
    """The next steps for a person, a sentence or two that speak of every flag; "" where nothing needs a hand."""
    first = row.suggestion.text if row.suggestion else WITHOUT_ADDRESS if row.live.reason == "no-url" else ""
    settled = SETTLES.get(row.suggestion.action, frozenset()) if row.suggestion else frozenset()
    raised = {flag.flag for flag in row.flags} - settled - _without_advice(row)
    steps = [first, *(_advice(row, flag) for flag in ADVICE_FOR_FLAG if flag in raised)]
    return " ".join(step for step in steps if step) or ADVICE_FOR_HEALTH.get(row.health, "")


def _advice(row: Row, flag: str) -> str:
    return _NAME_ANOTHER if _is_not_there(row, flag) else ADVICE_FOR_FLAG[flag]


def _is_not_there(row: Row, flag: str) -> bool:
    return flag == "bad-archive-url" and row.archive.reason == "wrong-date"


def _without_advice(row: Row) -> set[str]:
    """What is gone cannot be archived any more; and the article may say already that another work stands there."""
    told = row.health == "rescued" and row.citation.get("url-status") in ("usurped", "unfit")
    return ({"not-archived"} if row.live.state == "dead" else set()) | ({"wrong-page"} if told else set())


def seen(verdict: LiveVerdict | ArchiveVerdict) -> str:
    """How often a verdict was seen: `not checked`, `seen once`, or `confirmed` by an earlier run.

    "" for unknown, and for `unreachable`, which is itself what several runs found.
    """
    if verdict.checked_at is None:
        return "not checked"
    if verdict.confirmed and verdict.state != "unknown":
        return "confirmed"
    return "" if verdict.state == "unknown" or verdict.reason == "unreachable" else "seen once"


def _ground(row: Row, flag: str) -> str:
    if flag == "quote-not-found":
        return ""
    return row.archive.explanation if flag in OF_THE_ARCHIVE else row.live.explanation
