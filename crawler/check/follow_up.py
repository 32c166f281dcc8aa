"""What is asked after the crawl for pages that it found dead: where captured redirects say that they went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from crawler.archives.wanted import wanted_date
from crawler.check.network import Crawl, Plan
from crawler.check.seen import Seen
from crawler.evidence.address import requested
from crawler.evidence.fetch import Fetch
from crawler.evidence.landing import new_addresses
from crawler.evidence.search import sought
from crawler.judge.live import judge_fetch
from crawler.judge.past import STRIKE_REASONS
from crawler.references.citation import Citation
from crawler.spiders.live import LiveSpider
from crawler.spiders.moved import MovedSpider

IsStruck = Callable[[Citation, Fetch], bool]
"""Whether with this failure a citation's strikes are enough, so that its page counts as dead."""


def follow_up(citations: Sequence[Citation], seen: Seen, is_struck: IsStruck) -> tuple[Plan, Plan]:
    """Two plans, the second on what the first found: play captured redirects, and follow them on the live web."""
    dead: list[Citation] = []

    def ask_the_archive() -> Sequence[Crawl]:
        dead[:] = dead_citations(citations, seen, is_struck)
        known = {"plays": seen.plays, "searches": seen.searches}
        return (Crawl(MovedSpider, "play", {"citations": dead, **known}),) if dead else ()

    def follow() -> Sequence[Crawl]:
        addresses = followed_addresses(dead, seen)
        return (Crawl(LiveSpider, "live", {"addresses": addresses}),) if addresses else ()

    return ask_the_archive, follow


def dead_citations(citations: Iterable[Citation], seen: Seen, is_struck: IsStruck) -> list[Citation]:
    """Those whose address is dead by what this run has seen of it, or by its failing once more."""
    asked = ((citation, seen.live.get(requested(citation.url))) for citation in citations)
    return [citation for citation, fetch in asked if fetch and _is_dead(citation, fetch, is_struck)]


def _is_dead(citation: Citation, fetch: Fetch, is_struck: IsStruck) -> bool:
    verdict = judge_fetch(citation, fetch)
    return verdict.state == "dead" or (verdict.reason in STRIKE_REASONS and is_struck(citation, fetch))


def followed_addresses(dead: Iterable[Citation], seen: Seen) -> list[str]:
    """The new addresses to which captured redirects of dead pages lead, each once, that are still to be asked."""
    found: dict[str, None] = {}
    for citation in dead:
        search = seen.searches.get(requested(sought(citation)))
        led = new_addresses(search, seen.plays, wanted_date(citation)) if search else ()
        found |= dict.fromkeys(address for _, address in led)
    return [address for address in found if address not in seen.live]
