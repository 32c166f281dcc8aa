"""Which answers need no witness: pages that carry the cited title are the work, whoever brought them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crawler.evidence.address import requested
from crawler.evidence.fetch import Fetch
from crawler.judge.rule import Case
from crawler.judge.rules.identity import title_score
from crawler.judge.wording import MATCH
from crawler.references.citation import Citation


def sure_of(citations: Iterable[Citation]) -> Callable[[Fetch], bool]:
    """Whether a fetch shows the work that one of the citations names; no portal's page does."""
    cited = {requested(citation.url): citation for citation in reversed(tuple(citations))}

    def is_sure(fetch: Fetch) -> bool:
        citation = cited.get(fetch.address)
        if citation is None or not citation.title or not fetch.succeeded:
            return False
        return title_score(Case(citation=citation, fetch=fetch, address=citation.url)) >= MATCH

    return is_sure
