"""The verdict on the cited address itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.evidence.fetch import Fetch
from crawler.judge.past import STRIKE_REASONS, Past, Policy, failing_since, moment, seen_before
from crawler.judge.rule import Case, signals
from crawler.judge.rules import RULES
from crawler.judge.verdict import LiveVerdict, Step
from crawler.judge.weigh import weigh
from crawler.references.citation import Citation

UNREACHABLE_CONFIDENCE = 0.8
"""A host that does not answer us may answer others: no amount of silence is more than this."""

NOT_ASKED = "This address has not been checked yet."


def judge_live(
    citation: Citation, fetch: Fetch | None, past: Sequence[Past] = (), policy: Policy | None = None
) -> LiveVerdict:
    """Judges what asking for the cited address left. `fetch` is None where it was not asked; `past` is oldest first."""
    if not citation.url.strip():
        explanation = "The footnote's address is not known: run `citewatch sync --write` to read it from the article."
        return LiveVerdict(state="unknown", reason="no-url", explanation=explanation, confidence=1.0)
    if fetch is None:
        return LiveVerdict(state="unknown", reason="unclear", explanation=NOT_ASKED, confidence=0.0, url=citation.url)
    verdict = _unconfirmed(citation, judge_fetch(citation, fetch))
    policy = policy or Policy()
    verdict = _struck(verdict, past, policy, recalled=citation.url_source == "recalled")
    before = [(earlier.live_at, earlier.live_state) for earlier in past]
    return replace(verdict, confirmed=seen_before(before, verdict.state, moment(fetch.asked_at), policy))


def judge_fetch(citation: Citation, fetch: Fetch) -> LiveVerdict:
    """What the evidence of one fetch says by itself, without history and without doubt about the address."""
    said = signals(RULES, Case(citation=citation, fetch=fetch, address=citation.url))
    weighed = weigh(said)
    explanation = weighed.strongest.sentence if weighed.strongest else _undecided(fetch)
    if weighed.reason == "unclear" and weighed.strongest is not None:
        explanation = f"The signs contradict each other or are too weak; the strongest: {weighed.strongest.sentence}"
    return LiveVerdict(
        state=weighed.state,
        reason=weighed.reason,
        explanation=explanation,
        confidence=weighed.confidence,
        url=citation.url,
        final_url=fetch.final_url,
        status=fetch.status,
        hops=tuple(Step(url=hop.url, status=hop.status) for hop in fetch.hops),
        checked_at=fetch.asked_at,
        evidence=fetch.final.record or None if fetch.final else None,
        signals=said,
    )


def _undecided(fetch: Fetch) -> str:
    what = "with next to no text" if fetch.page and fetch.page.kind in ("html", "empty") else "with a file"
    return f"The server answers {fetch.status} {what}, which does not show whether the work is there."


def _unconfirmed(citation: Citation, verdict: LiveVerdict) -> LiveVerdict:
    """An address from memory that fails says nothing of the citation: the memory may be wrong."""
    if citation.url_source != "recalled" or verdict.state != "dead":
        return verdict
    explanation = f"This address is from memory and not confirmed, so its failing proves nothing. {verdict.explanation}"
    return replace(verdict, state="unknown", reason="address-unconfirmed", explanation=explanation)


def _struck(verdict: LiveVerdict, past: Sequence[Past], policy: Policy, *, recalled: bool) -> LiveVerdict:
    """What has failed often enough, for long enough, and never answered in between, is dead to us."""
    if verdict.reason not in STRIKE_REASONS or recalled or verdict.checked_at is None:
        return verdict
    since = failing_since(past, moment(verdict.checked_at), policy)
    if since is None:
        return verdict
    return replace(
        verdict,
        state="dead",
        reason="unreachable",
        confidence=min(UNREACHABLE_CONFIDENCE, verdict.confidence),
        explanation=f"It is not reachable from this network since {since:%Y-%m-%d}. {verdict.explanation}",
    )
