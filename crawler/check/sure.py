"""Which answers need no witness: pages that carry the cited title are the work, whoever brought them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crawler.evidence.address import requested
from crawler.evidence.fetch import Fetch
from crawler.judge.rule import Case
from crawler.judge.rules.cited_title import title_score
from crawler.judge.wording import MATCH
from crawler.references.citation import Citation


def sure_of(citations: Iterable[Citation]) -> Callable[[Fetch], bool]:
    """Whether a fetch shows the work that one of the citations names; no portal's page does."""
    cited: dict[str, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(requested(citation.url), []).append(citation)

    def is_sure(fetch: Fetch) -> bool:
        return fetch.succeeded and any(_shows(fetch, citation) for citation in cited.get(fetch.address, ()))

    return is_sure


def _shows(fetch: Fetch, citation: Citation) -> bool:
    return bool(citation.title) and title_score(Case(citation=citation, fetch=fetch, address=citation.url)) >= MATCH
