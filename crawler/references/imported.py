"""What an importer makes of an article's text: its footnotes, what could not be read, and what cites nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.references.citation import References
from crawler.references.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """An article as it was read.

    `problems` are places where something could not be read or numbered for certain, in the order of the text; none is
    fatal. `uncited` counts for each section ("" for the lead) the paragraphs that cite nothing.
    """

    references: References
    problems: tuple[Problem, ...] = ()
    uncited: Mapping[str, int] = field(default_factory=dict)
