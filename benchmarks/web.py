"""Starts the server in a process of its own, and asks it what it was asked."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import trustme

from benchmarks.work import ARCHIVE, Work, addresses

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Web:
    """A server under way. `folder` is for whoever measures; pages of links in it are served."""

    http_port: int
    https_port: int
    cacert: Path
    folder: Path
    _process: subprocess.Popen[str]

    @property
    def connect_to(self) -> tuple[str, ...]:
        """Citewatch's options that send everything here."""
        rules = (f":80:{LOOPBACK}:{self.http_port}", f":443:{LOOPBACK}:{self.https_port}")
        mapped = [part for rule in rules for part in ("--connect-to", rule)]
        return (*mapped, "--cacert", str(self.cacert))

    def counts(self) -> dict[str, Any]:
        """What was asked and sent since the last call."""
        connection = http.client.HTTPConnection(LOOPBACK, self.http_port, timeout=60)
        connection.request("GET", "/counts", headers={"Connection": "close"})
        counts: dict[str, Any] = json.loads(connection.getresponse().read())
        connection.close()
        return counts

    def list_of(self, work: Work) -> str:
        """The address of a page with a link to each address of the work."""
        links = "".join(f'<a href="{each}">x</a>\n' for each in addresses(work, self.http_port, self.https_port))
        (self.folder / "list.html").write_text(f"<!DOCTYPE html><title>List</title>{links}", encoding="ascii")
        _pipe(self._process.stdin).write("read\n")
        _pipe(self._process.stdin).flush()
        _pipe(self._process.stdout).readline()
        return f"http://{LOOPBACK}:{self.http_port}/list.html"


@contextmanager
def serving() -> Iterator[Web]:
    """A server, ended with the block."""
    with tempfile.TemporaryDirectory(prefix="citewatch-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # a tool that becomes nobody reads its configuration there
        authority = trustme.CA()
        certificate, cacert = folder / "server.pem", folder / "ca.pem"
        issued = authority.issue_cert("web.archive.org", "control.example", ARCHIVE, LOOPBACK)
        issued.private_key_and_cert_chain_pem.write_to_path(certificate)
        authority.cert_pem.write_to_path(cacert)
        command = [sys.executable, "-m", "benchmarks.server", str(certificate), name]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own server
            http_port, https_port = json.loads(_pipe(process.stdout).readline())
            yield Web(http_port, https_port, cacert, folder, process)
            _pipe(process.stdin).close()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise RuntimeError("the server was started without a pipe")
    return pipe
