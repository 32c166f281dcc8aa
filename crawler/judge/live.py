"""The verdict on the cited address itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.evidence.fetch import Fetch
from crawler.evidence.page import Page
from crawler.judge.furniture import without_furniture
from crawler.judge.matter import ENOUGH_TEXT
from crawler.judge.past import STRIKE_REASONS, Past, Policy, failing_since, moment, seen_before
from crawler.judge.rule import Case, signals
from crawler.judge.rules import RULES
from crawler.judge.rules.kept import kept_of
from crawler.judge.verdict import LiveVerdict, Step
from crawler.judge.weigh import weigh
from crawler.references.citation import Citation

UNREACHABLE_CONFIDENCE = 0.8
"""A host that does not answer us may answer others: no amount of silence is more than this."""

NOT_ASKED = "This address has not been checked yet."

_SHOWS_TITLE = frozenset({"identity/title", "identity/text"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a page is held against: a good snapshot's page, the site's answer to a made-up address, its front page."""

    before: Page | None = None
    probe: Fetch | None = None
    front: Fetch | None = None


ALONE = Beside()


def judge_live(
    citation: Citation,
    fetch: Fetch | None,
    past: Sequence[Past] = (),
    policy: Policy | None = None,
    beside: Beside = ALONE,
) -> LiveVerdict:
    """Judges what asking for the cited address left. `fetch` is None where it was not asked; `past` is oldest first."""
    if not citation.url.strip():
        explanation = "The footnote's address is not known: run `citewatch sync --write` to read it from the article."
        return LiveVerdict(state="unknown", reason="no-url", explanation=explanation, confidence=1.0)
    if fetch is None:
        return LiveVerdict(state="unknown", reason="unclear", explanation=NOT_ASKED, confidence=0.0, url=citation.url)
    verdict = _unconfirmed(citation, judge_fetch(citation, fetch, beside))
    policy = policy or Policy()
    verdict = _struck(verdict, past, policy, recalled=citation.url_source == "recalled")
    before = [(earlier.live_at, earlier.live_state) for earlier in past]
    return replace(verdict, confirmed=seen_before(before, verdict.state, moment(fetch.asked_at), policy))


def judge_fetch(citation: Citation, fetch: Fetch, beside: Beside = ALONE) -> LiveVerdict:
    """What the evidence of one fetch says by itself, without history and without doubt about the address."""
    case = Case(
        citation=citation,
        fetch=fetch,
        address=citation.url,
        before=beside.before,
        probe=beside.probe,
        front=beside.front,
        own=without_furniture(fetch, beside.front),
    )
    said = signals(RULES, case)
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
        likeness=kept_of(case),
    )


def _undecided(fetch: Fetch) -> str:
    if fetch.page and fetch.page.kind in ("pdf", "other"):
        what = "with a file"
    elif fetch.page and fetch.page.text_length >= ENOUGH_TEXT:
        what = "with a page of text"
    else:
        what = "with next to no text"
    return f"The server answers {fetch.status} {what}, which does not show whether the work is there."


def _unconfirmed(citation: Citation, verdict: LiveVerdict) -> LiveVerdict:
    """An address from memory that fails says nothing of the citation; a page with the cited title confirms it."""
    if citation.url_source != "recalled" or verdict.state == "unknown":
        return verdict
    if verdict.state == "alive":
        return _confirmed(verdict)
    explanation = f"This address is from memory and not confirmed, so its failing proves nothing. {verdict.explanation}"
    return replace(verdict, state="unknown", reason="address-unconfirmed", explanation=explanation)


def _confirmed(verdict: LiveVerdict) -> LiveVerdict:
    if not any(signal.rule in _SHOWS_TITLE for signal in verdict.signals):
        return verdict
    if verdict.signals[0].rule in _SHOWS_TITLE:
        words = f"{verdict.explanation.removesuffix('.')}, which confirms the address."
    else:
        words = f"{verdict.explanation} It carries the cited title, which confirms the address."
    return replace(verdict, explanation=words)


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
