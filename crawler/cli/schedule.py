"""Crontab lines and systemd units for this installation, to be pasted as they are."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

CRON = """\
# citewatch: paste this with `crontab -e`. cron mails what a run prints, and a quiet run prints only what is new.
# Exit status 1 means that something is newly flagged, 3 that the run could not judge; the next one goes on.
{minute} {hour} * * * cd {folder} && {command}
"""

SERVICE = """\
# ~/.config/systemd/user/citewatch.service
[Unit]
Description=Check the citations of {references}

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
# 1: something is newly flagged. 3: the run could not judge, the next one goes on.
SuccessExitStatus=1 3
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


def schedule(references: Path, reports: Path) -> str:
    """All of it, with the paths of this installation."""
    words = [_program(), "check", str(references.resolve()), "--reports", str(reports.resolve()), "--quiet"]
    folder = str(Path.cwd())
    cron = CRON.format(minute=MINUTE, hour=HOUR, folder=_for_cron(folder), command=" ".join(map(_for_cron, words)))
    service = SERVICE.format(
        references=references.name, folder=_for_unit(folder), command=" ".join(map(_quoted, words))
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
