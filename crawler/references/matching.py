"""Which footnote of one list is which of another: by name, address, number and title, however they were renumbered."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import fuzz, process, utils

from crawler.references.citation import Citation

SAME_TITLE = 85.0
"""From this similarity (0 to 100) on, two titles are one with other punctuation or a site's name added."""

OTHER_TITLE = 60.0
"""Below this similarity two titles are clearly different, whatever number the footnotes have."""


def pairs(ours: tuple[Citation, ...], theirs: tuple[Citation, ...]) -> list[tuple[Citation, Citation]]:
    """The footnotes that stand in both lists, in our order. Surer signs go first: none takes another's partner."""
    matching = _Matching(ours, theirs)
    # An id in a page spells the spaces of a name as underscores.
    matching.by_key(
        lambda citation: citation.name and f"{citation.group}:{citation.name.replace('_', ' ')}", OTHER_TITLE
    )
    matching.by_key(lambda citation: citation.title and citation.label, SAME_TITLE)
    matching.by_key(lambda citation: citation.url, OTHER_TITLE)
    matching.by_key(lambda citation: citation.title and f"{citation.group}:{_comparable(citation.title)}", SAME_TITLE)
    matching.by_title()
    matching.by_key(lambda citation: citation.label, OTHER_TITLE)
    return [(citation, matching.partner[citation.label]) for citation in ours if citation.label in matching.partner]


def similarity(one: Citation, other: Citation) -> float | None:
    """How alike the titles are, 0 to 100; None where one has none, so that nothing can be said."""
    if not one.title or not other.title:
        return None
    return float(fuzz.ratio(one.title, other.title, processor=_comparable))


def _comparable(title: str) -> str:
    return utils.default_process(title) or title


class _Matching:
    """The footnotes not matched yet, by label; each step takes the pairs it is sure of."""

    def __init__(self, ours: tuple[Citation, ...], theirs: tuple[Citation, ...]) -> None:
        self.ours = {citation.label: citation for citation in ours}
        self.theirs = {citation.label: citation for citation in theirs}
        self.partner: dict[str, Citation] = {}

    def _take(self, mine: Citation, other: Citation) -> None:
        if mine.label in self.ours and other.label in self.theirs:
            self.partner[mine.label] = other
            del self.ours[mine.label], self.theirs[other.label]

    def by_key(self, key: Callable[[Citation], str], threshold: float) -> None:
        """Pairs footnotes with the same key whose titles are at least this similar; a missing title is no objection."""
        keyed = {key(citation): citation for citation in reversed(self.theirs.values())}
        for mine in list(self.ours.values()):
            other = keyed.get(key(mine)) if key(mine) else None
            if other is not None and ((alike := similarity(mine, other)) is None or alike >= threshold):
                self._take(mine, other)

    def by_title(self) -> None:
        """Pairs the most similar titles first, same group before others."""
        titles = {label: _comparable(other.title) for label, other in self.theirs.items() if other.title}
        scored = [
            (alike, mine.group == self.theirs[label].group, mine, self.theirs[label])
            for mine in self.ours.values()
            if mine.title
            for _, alike, label in process.extract(
                _comparable(mine.title), titles, scorer=fuzz.ratio, score_cutoff=SAME_TITLE, limit=None
            )
        ]
        for _, _, mine, other in sorted(scored, key=lambda pair: pair[:2], reverse=True):
            self._take(mine, other)
