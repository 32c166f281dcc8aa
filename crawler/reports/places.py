"""Shows where the article stands on what: its sections in order, each with the footnotes that it cites."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.history.record import Report, Row

LEAD = "Lead"
"""How the part above the first heading is called."""

ON_DEAD_GROUND = ("dead", "rescued")
"""A passage with such a footnote can no longer be checked at the cited address."""


@dataclass(frozen=True, slots=True)
class Place:
    """One section of the article. Each footnote stands once, however often the section cites it."""

    section: str
    rows: tuple[Row, ...]

    @property
    def gone(self) -> int:
        """How many of its footnotes have a page that is gone."""
        return sum(row.health in ON_DEAD_GROUND for row in self.rows)


def places(report: Report) -> tuple[Place, ...]:
    """The sections in the order in which their first footnotes are numbered, which is nearly the article's own.

    Footnotes of which no passage is known are in none.
    """
    found: dict[str, dict[str, Row]] = {}
    for row in report.rows:
        for cited in row.cited_by:
            found.setdefault(cited.section or LEAD, {})[row.label] = row
    return tuple(Place(section, tuple(rows.values())) for section, rows in found.items())
