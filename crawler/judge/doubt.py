"""Whether an answer leaves doubt that the site's answer to a made-up address can settle."""

from __future__ import annotations

from crawler.evidence.fetch import Fetch
from crawler.evidence.places import is_front
from crawler.judge.live import judge_fetch
from crawler.judge.rule import Case
from crawler.judge.rules.absence import DOUBTFUL
from crawler.judge.rules.cited_title import is_generic, title_score
from crawler.judge.verdict import LIVE_STATE_OF, LiveVerdict
from crawler.judge.wording import MATCH
from crawler.references.citation import Citation

_DECIDES_NOTHING = frozenset({"identity/answers", "identity/file", "identity/words", "absence/mention"})


def in_doubt(citation: Citation, fetch: Fetch) -> bool:
    """Whether the address answers with a page that does not carry the cited title, and nothing else decides.

    Front pages are never in doubt: every site has one, and shows it for much that it does not know. Nor is a page
    without a cited title, which cannot be missing.
    """
    if not fetch.succeeded or fetch.page is None or fetch.page.kind not in ("html", "pdf") or is_front(citation.url):
        return False
    if all(map(is_generic, citation.titles)):
        return False
    if title_score(Case(citation=citation, fetch=fetch, address=citation.url)) >= MATCH:
        return False
    verdict = judge_fetch(citation, fetch)
    if verdict.reason == "unclear" or _is_disputed(verdict):
        return True
    return verdict.state == "alive" and verdict.signals[0].rule in _DECIDES_NOTHING


def _is_disputed(verdict: LiveVerdict) -> bool:
    """Whether a page pleads for a login or for patience, and has a sign of death as well: so do hosts."""
    if verdict.state != "unknown" or not verdict.signals[0].rule.startswith("plea/"):
        return False
    return any(LIVE_STATE_OF[signal.reason] == "dead" and signal.weight >= DOUBTFUL for signal in verdict.signals)
