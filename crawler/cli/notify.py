"""`citewatch notify`: tells people by e-mail, chat or what else apprise knows which flags are new or cleared."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from pathlib import Path

import click

from crawler.check.outcome import BadInputError, NotJudgedError
from crawler.check.rejudge import recorded
from crawler.cli.rewrite import existing_history
from crawler.reports.message import Message, message

VARIABLE = "CITEWATCH_NOTIFY"
NO_APPRISE = "Messages are sent by apprise, which is not installed: pip install 'citewatch[notify]'"
NOWHERE = (
    f"There is nobody to tell: expected apprise addresses (mailto://..., matrix://...) in the variable {VARIABLE}, or "
    "in a file, one a line, given with --to. They hold passwords, so no option takes them."
)


def tell(reports: Path, to: Path | None, *, dry_run: bool) -> None:
    """Sends what was not told yet, or only shows it; what was sent is not sent again."""
    with closing(existing_history(reports)) as history:
        news = history.untold_events()
        words = message(recorded(history, reports, ""), list(news.values()), reports / "latest.html")
        if words is None:
            return
        if dry_run:
            click.echo(f"{words.title}\n\n{words.body}", nl=False)
            return
        _send(words, _addresses(to))
        history.take_told(max(news))


def _addresses(to: Path | None) -> list[str]:
    """The addresses, from the file where one is given. Raises BadInputError, which never shows one."""
    found = (_read_private(to) if to else os.environ.get(VARIABLE, "")).split()
    if not found:
        raise BadInputError(NOWHERE)
    return found


def _read_private(path: Path) -> str:
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise BadInputError(f"{path}: others can read it, and it holds passwords: chmod 600 {path}")
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}; expected addresses") from error


def _send(words: Message, addresses: list[str]) -> None:
    try:
        import apprise  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise BadInputError(NO_APPRISE) from error
    failed = []
    for place, address in enumerate(addresses, start=1):
        sender = apprise.Apprise()
        if not sender.add(address):
            raise BadInputError(
                f"Address {place} of {len(addresses)} is none that apprise knows; nothing was sent there."
            )
        if not sender.notify(title=words.title, body=words.body, body_format=apprise.NotifyFormat.TEXT):
            failed.append(str(place))
    if failed:
        raise NotJudgedError(
            f"Not told: address {', '.join(failed)} of {len(addresses)} did not take the message. "
            "The next time all of them are tried again."
        )
