"""Has the archive keep what it lacks: which pages, and what became of each, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from crawler.evidence.address import requested
from crawler.history.record import Report
from crawler.history.store import History
from crawler.references.citation import References
from crawler.repair.proposals import current
from crawler.reports.printable import printable, printable_address
from crawler.spiders.process import InterruptedWorkError, crawl, settings_of, work
from crawler.spiders.save import KEY, SECRET, SaveSpider
from crawler.spiders.save_answers import Saving

MOST = 100
"""Pages that one run asks for: at a page each four seconds and more that is a quarter of an hour. The rest waits."""

NOTHING = "Nothing to save: of the pages that are alive none is missing in the archive."
BEGIN = "Asking the Wayback Machine to keep {pages}, {who}."
AS_USER = "as the user of your keys"
AS_ANYBODY = f"as anybody may (set {KEY} and {SECRET} to ask as yourself)"
LEFT = "{count} more are left for the next run: no more than {most} are asked for at a time."
AFTER = "The next citewatch check judges what was saved, as soon as the archive's index has it (minutes to hours)."
INDEX_LAG = timedelta(days=1)
"""For so long after a save the index's answers about the page are not kept: it may not know of the capture yet."""


def to_save(references: References, report: Report) -> Mapping[str, tuple[str, ...]]:
    """The addresses to save, each with the labels of the footnotes that cite it: alive, and known to no archive.

    Of citations that have changed since they were judged nothing is known.
    """
    found: dict[str, tuple[str, ...]] = {}
    for citation, row in current(references, report):
        if row.live.state == "alive" and row.archive.state == "missing":
            address = requested(citation.url)
            found[address] = (*found.get(address, ()), citation.label)
    return found


def save(addresses: Iterable[str], settings: Mapping[str, Any], tell: Callable[[Saving], None]) -> None:
    """Asks for each address; `tell` is given what became of it as soon as that is known.

    Raises KeysError, SettingError, InterruptedWorkError after a signal, and what `tell` raises.
    """
    cut_short: list[InterruptedWorkError] = []

    async def job(process: Any) -> None:
        try:
            await crawl(process, SaveSpider, tell, addresses=tuple(addresses))
        except InterruptedWorkError as error:
            cut_short.append(error)

    work(settings_of(settings), job)
    if cut_short:
        raise cut_short[0]


def ask_anew(history: History, saved: Saving, now: datetime) -> None:
    """Has the next check ask the archive's index about a page that was saved now, whatever it said before."""
    history.forget_search(saved.address, (now + INDEX_LAG).strftime("%Y-%m-%dT%H:%M:%SZ"))


def render(saving: Saving, labels: Sequence[str]) -> str:
    """A line for a page, safe to print; `labels` are those of the footnotes that cite it."""
    cited = ", ".join(f"[{printable(label)}]" for label in labels)
    told = printable_address(saving.snapshot_url) if saving.snapshot_url else printable(saving.explanation)
    word = "saved" if saving.outcome == "saved" else "not saved"
    return f"{cited} {printable_address(saving.address)}: {word}: {told}"


def all_answered(savings: Iterable[Saving]) -> bool:
    """Whether each page is kept or cannot be kept: what is left is for another run where this is False."""
    return all(saving.outcome in ("saved", "refused") for saving in savings)
