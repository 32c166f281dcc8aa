"""Which past belongs to which citation of a list, where several cite the same address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from crawler.references.citation import Citation


def identities(citations: Sequence[Citation]) -> Mapping[str, str]:
    """Each citation's own identity, by its label.

    The first to cite an address keeps the address as its identity, as if it were alone; those after it add their title,
    and where that, too, has occurred, which occurrence they are. So no two share a past.
    """
    given: Counter[str] = Counter()
    found: dict[str, str] = {}
    for citation in citations:
        identity = citation.identity
        if given[identity]:
            identity = f"{identity}\n{citation.title}"
        given[identity] += 1
        found[citation.label] = identity if given[identity] == 1 else f"{identity}\n{given[identity]}"
        given[citation.identity] += identity != citation.identity
    return found
