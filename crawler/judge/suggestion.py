"""What to do about a citation: one proposal, for a person in words and for a program as parameters."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.archives.address import snapshot_named
from crawler.judge.health import Judged
from crawler.judge.verdict import ArchiveVerdict, Suggestion
from crawler.references.citation import Citation

_STATUSES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "replaced": ("usurped", ("usurped", "unfit")),
    "parked": ("usurped", ("usurped", "unfit", "dead")),
}
"""The `url-status` for an address in other hands, and those that will do where one is stated; for the rest, dead."""

_MOVED_ARCHIVE = "The archive has moved: name the snapshot at its new address: citewatch repair."

_NOT_LET_IN = ("blocked", "login-required", "unclear", "robots-disallowed")


def suggest(judged: Judged) -> Suggestion | None:
    """The most useful next step, None where there is nothing to do."""
    if judged.live.reason == "no-url":
        return Suggestion(action="sync", text="Fetch the address from the article: citewatch sync --write.", changes={})
    if judged.live.state == "dead":
        return _for_dead(judged)
    if judged.live.state == "alive":
        return _for_alive(judged)
    return _for_unknown(judged)


def _for_moved(judged: Judged, address: str, text: str) -> Suggestion:
    """The new address, and the good snapshot of the old one where none is named: nobody may have kept the new one."""
    citation = judged.citation
    told = bool(citation.archive_url or citation.archive_date)
    kept = _best_snapshot(judged) if judged.archive.state == "good" and not told else None
    changes = {"url": address, **(kept or {})}
    if kept or citation.url_status not in ("", "live"):
        changes["url-status"] = "live"
    return Suggestion(action="change-url", text=text, changes=changes)


def _for_dead(judged: Judged) -> Suggestion | None:
    citation, archive = judged.citation, judged.archive
    if judged.moved_to:
        text = f"Change the address to {judged.moved_to.url}: citewatch repair. {judged.moved_to.proof}"
        return _for_moved(judged, judged.moved_to.url, text)
    if archive.state == "good" and citation.archive_url:
        return _for_rescued(judged)
    if archive.state == "good" and citation.archive_date:
        text = "The article has a snapshot already: fetch its address with citewatch sync --write."
        return Suggestion(action="sync", text=text, changes={})
    found = _best_snapshot(judged)
    if found:
        changes = {**found, "url-status": _status_of(judged)[0]}
        return Suggestion(action="add-archive-url", text=_name_it(judged, found), changes=changes)
    if archive.state == "unknown":
        text = "Wait for the snapshot to be checked, or look for one yourself."
        return Suggestion(action="wait", text=text, changes={})
    return Suggestion(
        action="find-source",
        text="No snapshot in the archives that were asked shows the work: look in others, or find another source.",
        changes={},
    )


def _for_rescued(judged: Judged) -> Suggestion | None:
    """The named snapshot stands in for the dead page: say so, and name it where its archive is now."""
    status, fitting = _status_of(judged)
    changes = {} if judged.citation.url_status in fitting else {"url-status": status}
    home = _new_home(judged.citation, judged.archive)
    if home:
        return Suggestion(action="add-archive-url", text=_MOVED_ARCHIVE, changes={**home, **changes})
    text = f"Mark the address as {status}; the snapshot stands in for it."
    return Suggestion(action="set-url-status", text=text, changes=changes) if changes else None


def _status_of(judged: Judged) -> tuple[str, tuple[str, ...]]:
    """The `url-status` of a dead address, and those that will do."""
    return _STATUSES.get(judged.live.reason, ("dead", ("dead", "usurped", "unfit", "deviated")))


def _for_alive(judged: Judged) -> Suggestion | None:
    citation, archive = judged.citation, judged.archive
    if judged.live.reason == "moved":
        text = "Change the address to where the work stands now: citewatch repair."
        return _for_moved(judged, judged.live.final_url, text)
    if archive.state == "bad":
        found = _best_snapshot(judged)
        if found:
            return Suggestion(action="add-archive-url", text=_name_it(judged, found), changes=found)
    if archive.state in ("bad", "missing"):
        text = "Have the page archived while it lives: citewatch repair --save, or https://web.archive.org/save."
        return Suggestion(action="archive-now", text=text, changes={})
    home = _new_home(citation, archive)
    if home:
        return Suggestion(action="add-archive-url", text=_MOVED_ARCHIVE, changes=home)
    if citation.url_status == "dead":
        return Suggestion(
            action="set-url-status", text="Mark the address as live again.", changes={"url-status": "live"}
        )
    return None


def _for_unknown(judged: Judged) -> Suggestion | None:
    reason = judged.live.reason
    if reason in _NOT_LET_IN and judged.live.checked_at is None:
        return None
    if reason in _NOT_LET_IN:
        return Suggestion(action="look", text="Open the address yourself: a program is not let in.", changes={})
    if reason == "address-unconfirmed":
        text = "The address is from memory: compare it with the article's footnote, or run citewatch sync."
        return Suggestion(action="sync", text=text, changes={})
    if reason in ("malformed-url", "unsupported-scheme", "forbidden-address"):
        return Suggestion(action="correct-url", text="Correct the address in the footnote.", changes={})
    if judged.health == "suspect":
        return Suggestion(
            action="wait", text="Nothing yet: it is asked again, and flagged only if it stays away.", changes={}
        )
    return None


def _new_home(citation: Citation, archive: ArchiveVerdict) -> Mapping[str, str] | None:
    """The parameters that name the same snapshot where an archive that moved plays it now."""
    home = snapshot_named(citation.archive_url) if archive.state == "good" else None
    if home is None or home.address == citation.archive_url.strip():
        return None
    day = {"archive-date": archive.captured_at[:10]} if archive.captured_at else {}
    return {"archive-url": home.address, **day}


def _name_it(judged: Judged, found: Mapping[str, str]) -> str:
    day, archive = found["archive-date"], judged.archive
    if archive.reason == "wrong-date" and (archive.captured_at or "").startswith(day):
        return f"Name the snapshot of {day}, which the archive shows in place of the one named: citewatch repair."
    verb = "Replace the archive address with" if judged.citation.archive_url else "Add"
    return f"{verb} the good snapshot of {day}: citewatch repair."


def _best_snapshot(judged: Judged) -> Mapping[str, str] | None:
    """The parameters that would name the best known good snapshot."""
    archive = judged.archive
    if archive.state == "good" and not judged.citation.archive_url:
        return {"archive-url": archive.snapshot_url, "archive-date": (archive.captured_at or "")[:10]}
    if archive.alternatives:
        other = archive.alternatives[0]
        return {"archive-url": other.snapshot_url, "archive-date": other.captured_at[:10]}
    return None
