"""From the two verdicts to the citation's health, and to the flags that a person should act on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crawler.judge.content import is_another_work
from crawler.judge.past import STRIKE_REASONS
from crawler.judge.verdict import FLAGS, ArchiveVerdict, Content, Flag, LiveVerdict, Whereabouts
from crawler.references.citation import Citation

SUSPECT_REASONS = STRIKE_REASONS | {"tls-error", "protocol-error", "redirect-loop"}


def health_of(live: LiveVerdict, archive: ArchiveVerdict) -> str:
    """One of HEALTHS."""
    if live.state == "alive":
        return "at-risk" if archive.state in ("missing", "bad") else "healthy"
    if live.state == "dead":
        return "rescued" if archive.state == "good" else "dead"
    return "suspect" if live.reason in SUSPECT_REASONS else "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the flags are decided on."""

    citation: Citation
    live: LiveVerdict
    archive: ArchiveVerdict
    content: Content
    moved_to: Whereabouts | None = None

    @property
    def health(self) -> str:
        """One of HEALTHS."""
        return health_of(self.live, self.archive)


def _dead_citation(judged: Judged) -> bool | None:
    return None if judged.live.state == "unknown" else judged.health == "dead"


def _needs_archive_url(judged: Judged) -> bool | None:
    citation, archive = judged.citation, judged.archive
    if judged.live.state == "alive" or (citation.archive_url and archive.state == "good"):
        return False
    if judged.live.state == "unknown":
        return None
    only_date = bool(citation.archive_date) and not citation.archive_url
    known = bool(archive.alternatives) or (archive.state == "good" and not citation.archive_url)
    if known and not only_date:
        return True
    return None if archive.state == "unknown" else False


def _bad_archive_url(judged: Judged) -> bool | None:
    if not judged.citation.archive_url:
        return False
    return None if judged.archive.state == "unknown" else judged.archive.state == "bad"


def _not_archived(judged: Judged) -> bool | None:
    if judged.archive.state in ("good", "bad"):
        return False
    if judged.archive.state == "unknown" or judged.live.state == "unknown":
        return None
    return True


def _wrong_page(judged: Judged) -> bool | None:
    if judged.live.state == "unknown":
        return None
    if judged.live.state == "dead":
        return judged.live.reason == "replaced"
    if is_another_work(judged.content):
        return True
    content = judged.content
    is_the_work = "match" in (content.title.verdict, content.quote.verdict, content.author.verdict)
    return False if is_the_work else None


def _moved(judged: Judged) -> bool | None:
    return None if judged.live.state == "unknown" else judged.live.reason == "moved"


def _quote_not_found(judged: Judged) -> bool | None:
    return {"match": False, "absent": True}.get(judged.content.quote.verdict) if judged.citation.quote else False


_RAISED: Mapping[str, Callable[[Judged], bool | None]] = {
    "dead-citation": _dead_citation,
    "needs-archive-url": _needs_archive_url,
    "bad-archive-url": _bad_archive_url,
    "not-archived": _not_archived,
    "wrong-page": _wrong_page,
    "moved": _moved,
    "quote-not-found": _quote_not_found,
}
"""For each flag: True raises it, False clears it, None (cannot tell) leaves it as it is."""


def flags_of(judged: Judged, before: Sequence[Flag], now: str) -> tuple[Flag, ...]:
    """The flags that stand now. `before` are those of the last verdict; `now` is RFC 3339 UTC."""
    standing = {flag.flag: flag for flag in before}
    flags = []
    for name in FLAGS:
        raised = _RAISED[name](judged)
        if name in standing and raised is not False:
            # What was raised while the clock ran ahead stands since now, as far as anybody can tell.
            flags.append(Flag(flag=name, since=min(standing[name].since, now), new=False))
        elif raised:
            flags.append(Flag(flag=name, since=now, new=True))
    return tuple(flags)
