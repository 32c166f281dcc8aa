"""Whether one snapshot shows what was cited: judged like a page, by the same rules, at its own time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from crawler.archives.address import snapshot_named
from crawler.archives.catalogue import archive_at, locate
from crawler.archives.replay import captured_at, excluded, never_archived, origin
from crawler.archives.snapshot import Snapshot
from crawler.archives.timestamp import is_within, to_iso
from crawler.evidence.fetch import FAILURES, Fetch
from crawler.evidence.page import Page
from crawler.judge.content import compare
from crawler.judge.fingerprint import data
from crawler.judge.instead import NOTHING_KNOWN, Instead, Today, shown_instead
from crawler.judge.matter import has_prose
from crawler.judge.rule import Case, signals
from crawler.judge.rules import RULES
from crawler.judge.verdict import ARCHIVE_REASONS, Signal
from crawler.judge.weigh import Weighed, weigh
from crawler.judge.wording import plain, telling
from crawler.references.citation import Citation

_BAD: Mapping[str, str] = {
    "soft-404": "soft-404-capture",
    "redirected-home": "redirect-capture",
    "redirect-loop": "redirect-capture",
    "protocol-error": "redirect-capture",
    "parked": "parked-capture",
    "replaced": "wrong-page",
    "blocked": "challenge-capture",
    "login-required": "login-capture",
    "not-found": "error-capture",
    "gone": "error-capture",
    "server-error": "error-capture",
}
"""What a live reason means where a capture shows it."""

_STATE_OF = {reason: state for state, reasons in ARCHIVE_REASONS.items() for reason in reasons if reason != "unclear"}
_RATE_LIMITED = 429
_LONGEST = 120
"""Characters of a compared text that are kept beside a snapshot that is offered."""
_NEEDS_A_BROWSER = frozenset({"plea/script", "plea/loading", "plea/consent"})
"""Rules that see what stands in a program's way only: in a browser the same capture may show the work."""


NOT_CHECKED = "snapshot not checked yet"
"""How the explanation ends where the archive was not asked, or could not be: that says nothing of the snapshot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What playing a snapshot showed: a reason of the archive table, how sure, why, when captured (RFC 3339)."""

    state: str
    reason: str
    confidence: float
    explanation: str
    captured_at: str | None = None
    signals: tuple[Signal, ...] = ()


def shows_cited_work(citation: Citation, snapshot: Snapshot, fetch: Fetch) -> bool:
    """Whether the search for a snapshot may end with this one."""
    return judge_snapshot(citation, snapshot, fetch).state == "good"


def what_it_shows(citation: Citation, fetch: Fetch) -> str:
    """What of the citation a played page has, each with what it was compared with: `title match 0.98: "Story"`."""
    if fetch.page is None:
        return ""
    content = compare(citation, fetch.page, "archive", whole=fetch.whole)
    known = [(part.name, getattr(content, part.name)) for part in fields(content)]
    return "; ".join(
        f'{name} {each.verdict}{"" if each.score is None else f" {each.score:.2f}"}: "{each.compared[:_LONGEST]}"'
        for name, each in known
        if each.verdict != "unknown" and each.compared
    )


def judge_snapshot(citation: Citation, snapshot: Snapshot, fetch: Fetch, today: Today = NOTHING_KNOWN) -> Played:
    """Judges what playing `snapshot` left, against the citation, and beside what the site answers `today`."""
    trouble = _archive_trouble(snapshot, fetch)
    if trouble is not None:
        return trouble
    case = Case(citation=citation, fetch=as_captured(fetch), address=snapshot.original or citation.url)
    said = signals(RULES, case)
    taken = captured_at(fetch.final.headers) if fetch.final else None
    time = taken.strftime("%Y-%m-%dT%H:%M:%SZ") if taken else None
    if taken and snapshot.timestamp and not is_within(taken, snapshot.timestamp):
        named = to_iso(snapshot.timestamp)
        words = f"The archive has no capture of {named}: it shows the one of {taken:%Y-%m-%d} in its place."
        return Played(
            state="bad", reason="wrong-date", confidence=0.98, explanation=words, captured_at=time, signals=said
        )
    return replace(_judged(case, weigh(said), today), captured_at=time, signals=said)


def _judged(case: Case, weighed: Weighed, today: Today) -> Played:
    page = case.page
    if weighed.state == "alive" and page is not None and _asks_for_a_login(page, weighed):
        words = "As captured: the page has the cited title and asks for a login in the text's place."
        return Played(state="bad", reason="login-capture", confidence=0.85, explanation=words)
    if weighed.state == "alive":
        return _shows(case, weighed, today)
    sentence = weighed.strongest.sentence if weighed.strongest else "What plays does not show whether it is the work."
    reason = _BAD.get(weighed.reason, "unclear")
    rule = weighed.strongest.rule if weighed.strongest else ""
    if reason == "challenge-capture" and rule.startswith("status/"):
        reason = "error-capture"
    if rule.startswith("body/") or rule in _NEEDS_A_BROWSER:
        reason = "unclear"
    if weighed.reason == "unclear" and (instead := shown_instead(case, today)):
        return _bad(instead)
    return Played(
        state=_STATE_OF.get(reason, "unknown"),
        reason=reason,
        confidence=weighed.confidence,
        explanation=f"As captured: {sentence[0].lower()}{sentence[1:]}" if reason != "unclear" else sentence,
    )


def _bad(instead: Instead) -> Played:
    return Played(state="bad", reason=instead.reason, confidence=instead.confidence, explanation=instead.sentence)


def _asks_for_a_login(page: Page, weighed: Weighed) -> bool:
    """Whether a page under the work's title has a login where its text should be.

    Today's page is the work all the same, for who has the password; behind a captured login nobody ever gets.
    """
    if not page.password_form or has_prose(page):
        return False
    names = set(map(plain, data("logins")["titles"]))
    return weighed.reason == "paywalled" or any(plain(title.text) in names for title in page.titles)


def _shows(case: Case, weighed: Weighed, today: Today) -> Played:
    """A page plays. It is a good snapshot only if it is seen to be the work, or if no title says what the work is."""
    identified = weighed.strongest is not None and weighed.strongest.rule not in ("identity/answers", "identity/file")
    if identified or not telling(plain(case.citation.title)):
        words = "The snapshot plays and shows the cited page."
        return Played(state="good", reason="ok", confidence=weighed.confidence, explanation=words)
    if instead := shown_instead(case, today):
        return _bad(instead)
    words = "A page plays, but nothing on it shows that it is the cited work: look at it yourself."
    return Played(state="unknown", reason="unclear", confidence=0.5, explanation=words)


def _archive_trouble(snapshot: Snapshot, fetch: Fetch) -> Played | None:
    """What the archive itself says instead of playing; None where a capture plays."""
    if fetch.failure is not None and fetch.failure.kind != "redirect-loop":
        return _unknown("archive-unreachable", f"The archive could not be asked, as {FAILURES[fetch.failure.kind]}")
    if fetch.final is None:
        return None
    if archive_at(locate(fetch.final_url)) is None:
        words = "The archive's address leads out of the archive, to a page of today: look at it yourself."
        return Played(state="unknown", reason="unclear", confidence=0.8, explanation=words)
    status, headers = fetch.final.status, fetch.final.headers
    whose = origin(status, headers)
    if whose == "capture" or (whose == "unmarked" and snapshot.archive != "wayback"):
        return None
    return _archive_says(status, headers, fetch.page.text if fetch.page else "")


def _archive_says(status: int, headers: Mapping[str, str], text: str) -> Played:
    """The archive's own answer, in place of a capture: only its word that it has none is held against the snapshot."""
    if status == _RATE_LIMITED:
        return _unknown("rate-limited", "The archive had enough of our questions and is asked again in the next run")
    if excluded(status, headers, text):
        words = "The archive does not show this address to anybody."
        return Played(state="unknown", reason="excluded", confidence=0.95, explanation=words)
    if never_archived(status, headers):
        words = "The archive says that it has no such snapshot."
        return Played(state="bad", reason="unplayable", confidence=0.95, explanation=words)
    return _unknown("archive-unreachable", f"The archive itself answers {status}, and nothing plays for now")


def _unknown(reason: str, why: str) -> Played:
    return Played(state="unknown", reason=reason, confidence=0.95, explanation=f"{why}: {NOT_CHECKED}.")


def as_captured(fetch: Fetch) -> Fetch:
    """The fetch as the captured site answered: original addresses, without the archive's own redirects."""
    hops = tuple(
        replace(hop, url=_original(hop.url))
        for hop in fetch.hops
        if origin(hop.status, hop.headers) != "redirect" or hop is fetch.final
    )
    return replace(fetch, hops=hops)


def _original(address: str) -> str:
    snapshot = snapshot_named(address)
    return (snapshot.original if snapshot else "") or address
