"""Crontab lines and systemd units for this installation, to be pasted as they are."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from crawler.check.articles import NAME
from crawler.cli.notify import VARIABLE

CRON = """\
# citewatch: paste this with `crontab -e`. cron mails what a run prints, and a quiet run prints only what is new.
# Exit status 1 means that something is newly flagged, 3 that the run could not judge; the next one goes on.
# The log is rotated at 1 MiB, five old ones are kept (-s CITEWATCH_LOG_BYTES=..., -s CITEWATCH_LOG_KEEP=...).
{check_only}{minute} {hour} * * * cd {folder} && {check}
#
# The same, and people are told by e-mail or chat what is new or cleared (one line or the other, not both). First write
# apprise addresses (mailto://..., matrix://...), one a line, into {addresses}
# and chmod 600 it: cron does not know your {variable}.
{check_and_tell}{minute} {hour} * * * cd {folder} && {{ {check}; {notify}; }}
"""

SERVICE = """\
# ~/.config/systemd/user/citewatch.service
[Unit]
Description=Check the citations of {references}

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={check}
# 1: something is newly flagged. 3: the run could not judge, the next one goes on.
SuccessExitStatus=1 3
# Tells people what is new or cleared, to the apprise addresses in that file.
{check_and_tell}ExecStopPost={notify}
"""

TIMER = """\
# ~/.config/systemd/user/citewatch.timer
# Then: systemctl --user daemon-reload && systemctl --user enable --now citewatch.timer
[Unit]
Description=Check citations every day

[Timer]
OnCalendar=*-*-* {hour:02}:{minute:02}:00
RandomizedDelaySec=30min
Persistent=true

[Install]
WantedBy=timers.target
"""

HOUR, MINUTE = 4, 17
"""At night, and not on the hour, when everybody's jobs start."""

ADDRESSES = Path(".config/citewatch/notify")
"""Where in one's home the lines look for the addresses that `citewatch notify` sends to."""


def schedule(references: Path, reports: Path) -> str:
    """All of it for one article, with the paths of this installation.

    The line that tells people too is the one that counts where `CITEWATCH_NOTIFY` is set, else it is a comment.
    """
    words = [str(references.resolve()), "--reports", str(reports.resolve())]
    return _schedule(words, references.name, reports.resolve(), [reports])


def schedule_all(config: Path, folders: Sequence[Path]) -> str:
    """The same for the articles that `config` lists, with their `folders` of reports: one line checks them all."""
    words = [] if config == Path(NAME) else ["--config", str(config.resolve())]
    return _schedule(words, f"the articles in {config.name}", config.resolve().parent, folders)


def _schedule(words: Sequence[str], what: str, log: Path, folders: Sequence[Path]) -> str:
    folder = str(Path.cwd())
    check = [_program(), "check", *words, "--quiet", "-s", f"LOG_FILE={log / 'citewatch.log'}"]
    addresses = Path.home() / ADDRESSES
    notify = [[_program(), "notify", "--reports", str(each.resolve()), "--to", str(addresses)] for each in folders]
    tells = bool(os.environ.get(VARIABLE, "").strip())
    both = {"check_only": "# " if tells else "", "check_and_tell": "" if tells else "# "}
    cron = CRON.format(
        **both,
        minute=MINUTE,
        hour=HOUR,
        folder=_for_cron(folder),
        check=" ".join(map(_for_cron, check)),
        notify="; ".join(" ".join(map(_for_cron, each)) for each in notify),
        addresses=addresses,
        variable=VARIABLE,
    )
    service = SERVICE.format(
        **both,
        references=what,
        folder=_for_unit(folder),
        check=" ".join(map(_quoted, check)),
        notify=f"\n{both['check_and_tell']}ExecStopPost=".join(" ".join(map(_quoted, each)) for each in notify),
    )
    return "\n".join((cron, service, TIMER.format(hour=HOUR, minute=MINUTE)))


def _program() -> str:
    """The installed command; it stands beside the interpreter that runs it."""
    return str(Path(sys.executable).parent / "citewatch")


def _for_cron(word: str) -> str:
    """Quoted for the shell; cron itself takes a % for the end of the line."""
    return shlex.quote(word).replace("%", r"\%")


def _for_unit(word: str) -> str:
    """Systemd takes % for a specifier."""
    return word.replace("%", "%%")


def _quoted(word: str) -> str:
    escaped = _for_unit(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"'
