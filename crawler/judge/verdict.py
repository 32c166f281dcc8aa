"""The words a verdict may use, and the verdicts themselves: three-way first, a reason second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LIVE_REASONS: Mapping[str, tuple[str, ...]] = {
    "alive": ("ok", "moved", "paywalled"),
    "dead": (
        "not-found",
        "gone",
        "domain-gone",
        "soft-404",
        "redirected-home",
        "parked",
        "replaced",
        "unreachable",
    ),
    "unknown": (
        "blocked",
        "login-required",
        "server-error",
        "timeout",
        "refused",
        "reset",
        "protocol-error",
        "tls-error",
        "dns-error",
        "redirect-loop",
        "robots-disallowed",
        "forbidden-address",
        "unsupported-scheme",
        "malformed-url",
        "address-unconfirmed",
        "unclear",
        "offline",
        "no-url",
    ),
}

ARCHIVE_REASONS: Mapping[str, tuple[str, ...]] = {
    "good": ("ok",),
    "bad": (
        "error-capture",
        "soft-404-capture",
        "challenge-capture",
        "login-capture",
        "parked-capture",
        "redirect-capture",
        "wrong-page",
        "wrong-date",
        "unplayable",
        "distrusted-host",
        "malformed-archive-url",
    ),
    "missing": ("no-capture",),
    "unknown": ("archive-unreachable", "rate-limited", "excluded", "unclear", "offline", "no-url"),
}

HEALTHS = ("dead", "rescued", "suspect", "at-risk", "unknown", "healthy")
"""The healths, worst first."""

FLAGS = (
    "dead-citation",
    "needs-archive-url",
    "bad-archive-url",
    "not-archived",
    "wrong-page",
    "moved",
    "quote-not-found",
)

CONTENT_VERDICTS = ("match", "differs", "absent", "unknown")

LIVE_STATE_OF = {reason: state for state, reasons in LIVE_REASONS.items() for reason in reasons}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One response on the way to the page: the address asked and the HTTP status it gave (None where none came)."""

    url: str
    status: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What one rule says of the evidence.

    `rule` is the rule's id, `reason` the verdict it speaks for, `weight` how strongly (0 to 1; 1 is proof), `sentence`
    why, for a person.
    """

    rule: str
    reason: str
    weight: float
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveVerdict:
    """Whether the cited address still shows the cited work. Times are RFC 3339 UTC.

    `likeness` is the share of a good snapshot's main text that the page still has, 0 to 1 (None: not compared).
    """

    state: str
    reason: str
    explanation: str
    confidence: float
    confirmed: bool = False
    url: str = ""
    final_url: str = ""
    status: int | None = None
    hops: tuple[Step, ...] = ()
    checked_at: str | None = None
    evidence: str | None = None
    signals: tuple[Signal, ...] = ()
    likeness: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another snapshot, judged good. `source` names the archive, `compared` says what of the citation it shows."""

    snapshot_url: str
    captured_at: str
    source: str
    compared: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveVerdict:
    """Whether the snapshot shows what was cited. `requested_at` is the date wanted, `source` which archive plays it."""

    state: str
    reason: str
    explanation: str
    confidence: float
    confirmed: bool = False
    url: str = ""
    final_url: str = ""
    status: int | None = None
    hops: tuple[Step, ...] = ()
    checked_at: str | None = None
    evidence: str | None = None
    signals: tuple[Signal, ...] = ()
    snapshot_url: str = ""
    captured_at: str | None = None
    requested_at: str | None = None
    source: str = ""
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentVerdict:
    """One field of the citation held against the page: `score` 0 to 1 (None: not compared), `source` where."""

    verdict: str = "unknown"
    score: float | None = None
    compared: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The four fields of the citation that a page can confirm."""

    title: ContentVerdict = ContentVerdict()
    author: ContentVerdict = ContentVerdict()
    date: ContentVerdict = ContentVerdict()
    quote: ContentVerdict = ContentVerdict()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something a person should act on. `since` is when it was raised; `new` says that this run raised it."""

    flag: str
    since: str
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a dead page's work stands now, and the sentence that proves it."""

    url: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What to do about it: `action` for programs, `text` for people, and the parameters that would change."""

    action: str
    text: str
    changes: Mapping[str, str]
