"""Runs the program as a user does, in a process of its own, against the stand-in web."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.web.server import Web

ROOT = Path(__file__).resolve().parent.parent

HASTE = (
    "DOWNLOAD_DELAY=0.01",
    "DOWNLOAD_TIMEOUT=2",
    "RETRY_TIMES=1",
    "CITEWATCH_RETRY_DELAY=0.05",
    "CITEWATCH_CDX_PER_MINUTE=0",
    "CITEWATCH_REPLAY_PER_MINUTE=0",
    "CITEWATCH_CONTROL_SPACING=0.2",
)
"""The stand-in web need not be spared."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Program:
    """The command in a folder of its own; `web` is None where there is no network at all."""

    folder: Path
    web: Web | None = None
    settings: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> Path:
        """Where the program keeps what all its runs share; of each folder's own."""
        return self.folder.parent / f"{self.folder.name}-state"

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "crawler", *words]

    def network(self) -> list[str]:
        """The options that lead to the stand-in web, or to no name server at all."""
        options = self.web.options() if self.web else ["--dns-server", "127.0.0.1:1", "-s", "DNS_TIMEOUT=0.5"]
        return [*options, *(word for setting in (*HASTE, *self.settings) for word in ("-s", setting))]

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Starts the command without waiting for it."""
        return subprocess.Popen(
            self.command(*words),
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(self.state), **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str) -> Ended:
        with self.start(*words) as process:
            out, err = process.communicate(timeout=100)
        return Ended(process.returncode, out, err)

    def check(self, *words: str) -> Ended:
        """`citewatch check` of references.yaml in the folder."""
        return self.run("check", *self.network(), *words)

    def latest(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((self.reports / "latest.json").read_text(encoding="utf-8"))
        return loaded

    def rows(self) -> dict[str, dict[str, Any]]:
        """latest.json's rows by their label."""
        return {f"{row['group']}:{row['number']}".lstrip(":"): row for row in self.latest()["references"]}

    def cite(self, citations: Sequence[Mapping[str, Any]]) -> None:
        """Writes references.yaml; JSON is YAML."""
        numbered = [{"number": place, **each} for place, each in enumerate(citations, start=1)]
        text = json.dumps({"references": numbered}, indent=1, ensure_ascii=False)
        (self.folder / "references.yaml").write_text(text, encoding="utf-8")
