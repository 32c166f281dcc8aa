"""Passwords in cited addresses and keys in the environment: looked for in all that is written, said and sent."""

from __future__ import annotations

import base64
import gzip
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from tests.chaos.suite import Task, Tried
from tests.program import Ended, Program
from tests.web.archive.save import Desk, saving_archive
from tests.web.catalogue import all_sites
from tests.web.page import html_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site

WORDS = ["Words enough to be a page that somebody could have cited once."] * 8
MOVED = "https://other.example/landed"
KEY = "hushkeyspn"
SECRET = "hushsecretspn"
TO = "hushchatnotify"

SPELLINGS: Mapping[str, str] = {
    "user and password": "https://reader:{0}@cited.example/0",
    "a user alone": "https://{0}@cited.example/1",
    "a password alone": "https://:{0}@cited.example/2",
    "over http": "http://reader:{0}@cited.example/3",
    "in capitals": "HTTPS://reader:{0}@CITED.EXAMPLE/4",
    "with a port": "https://reader:{0}@cited.example:443/5",
    "an at in it": "https://reader@home:{0}@cited.example/6",
    "escapes in it": "https://reader:%40{0}%2F@cited.example/7",
    "a host that is not there": "https://reader:{0}@nowhere.example/8",
    "a private host": "https://reader:{0}@192.168.0.1/9",
    "another scheme": "ftp://reader:{0}@cited.example/10",
    "no scheme": "//reader:{0}@cited.example/11",
    "a port that is none": "https://reader:{0}@cited.example:99999/12",
    "no host": "https://reader:{0}@/13",
    "an address that moves to another host": "https://reader:{0}@cited.example/away/14",
    "an address that moves on the same host": "https://reader:{0}@cited.example/there/15",
    "a page that is gone": "https://reader:{0}@cited.example/gone/16",
    "blanks around it": "  https://reader:{0}@cited.example/17 ",
}
ARCHIVED = "https://web.archive.org/web/20200101000000/https://reader:{0}@cited.example/18"


@dataclass
class Watch:
    """What was written, said and sent, by where it stood."""

    found: dict[str, bytes] = field(default_factory=dict)

    def note(self, where: str, what: bytes) -> None:
        self.found[where] = self.found.get(where, b"") + b"\n" + what

    def places(self, secret: str) -> list[str]:
        """Where the secret stands, in sight or as a header would have it (RFC 7617)."""
        forms = (secret.encode(), base64.b64encode(f"reader:{secret}".encode()))
        return sorted(where for where, what in self.found.items() if any(form in what for form in forms))


def faults(task: Task) -> Iterator[Tried]:
    """Each spelling in each command, keys and people's addresses where all goes well and where it does not."""
    first, *others = _COMMANDS
    every = chain(_cited_in(task.folder / "a", (first,)), _keys(task.folder), _told(task.folder))
    return islice(chain(every, _cited_in(task.folder / "b", others)), task.faults)


def _cited_in(folder: Path, commands: Sequence[tuple[str, ...]]) -> Iterator[Tried]:
    with Web(
        [*all_sites(), Site(host="cited.example", answer=_cited), Site(host="other.example", answer=_page)]
    ) as web:
        program = _program(folder, web)
        if commands[0][0] != "check":
            program.check()
        for words in commands:
            watch = _watched(program, words)
            for name, secret in _SECRETS.items():
                yield _tried(f"{words[0]} with a password in the address: {name}", watch.places(secret))


def _tried(fault: str, places: Sequence[str]) -> Tried:
    return Tried(fault, f"it stands in {', '.join(places)}" if places else "")


_SECRETS = {name: f"hush{place:02}word" for place, name in enumerate((*SPELLINGS, "within an archive's address"))}
_COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check", "-s", "LOG_LEVEL=DEBUG", "-s", "LOG_FILE=log.txt"),
    ("check", "--json"),
    ("repair", "--write"),
    ("report", "--rejudge"),
    ("report", "--site", "site"),
    ("history", "1"),
    ("notify", "--dry-run"),
    ("schedule",),
)


async def _page(request: Request) -> Answer:
    return Answer(200, {}, html_page(f"The work of {request.path}", *WORDS))


async def _cited(request: Request) -> Answer:
    if request.path.startswith("/away/"):
        return Answer(302, {"Location": MOVED})
    if request.path.startswith("/there/"):
        return Answer(301, {"Location": "/landed"})
    if request.path.startswith("/gone/"):
        return Answer(404, {}, html_page("Not found", "There is no such page."))
    return await _page(request)


def _program(folder: Path, web: Web) -> Program:
    folder.mkdir()
    program = Program(folder, web)
    spelt = {name: text.format(_SECRETS[name]) for name, text in SPELLINGS.items()}
    archived = {"title": "An archived work", "archive-url": ARCHIVED.format(list(_SECRETS.values())[-1])}
    program.cite([*({"title": f"The work of {name}", "url": url} for name, url in spelt.items()), archived])
    return program


def _watched(program: Program, words: tuple[str, ...]) -> Watch:
    """The command, and all that it left; what a person wrote into references.yaml is the person's own."""
    watch = Watch()
    if program.web:
        program.web.reset()
    network = program.network() if words[0] == "check" else []
    _hear(watch, program, program.run(*words, *network))
    return watch


def _hear(watch: Watch, program: Program, ended: Ended) -> None:
    watch.note("standard output", ended.out.encode())
    watch.note("standard error", ended.err.encode())
    for path in sorted(program.folder.rglob("*")):
        if path.is_file() and path.name != "references.yaml":
            whole = path.read_bytes()
            with suppress(gzip.BadGzipFile):
                whole = gzip.decompress(whole) if path.suffix == ".gz" else whole
            watch.note(path.name, whole)
    for visit in program.web.requests if program.web else ():
        watch.note(f"a request to {visit.host}", f"{visit.target} {dict(visit.headers)}".encode())


@contextmanager
def _arguments(watch: Watch) -> Iterator[None]:
    """Notes meanwhile what the arguments of every process say: anybody on the machine can read them."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.01):
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                with suppress(OSError):
                    watch.note("a process's arguments", path.read_bytes())

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()


def _keys(folder: Path) -> Iterator[Tried]:
    """Save Page Now asked with keys, which go to the archive alone."""
    desks = {
        "it keeps the page": Desk(),
        "it is down": Desk(fault="unavailable"),
        "it has had enough": Desk(fault="rate-limited"),
    }
    for place, (name, desk) in enumerate(desks.items()):
        with Web([saving_archive(desk), *(each for each in all_sites() if each.host != "web.archive.org")]) as web:
            program = Program(folder / f"keys-{place}", web)
            program.folder.mkdir()
            program.cite([{"title": "The ferry at Sandholm", "url": "https://fine.example/article"}])
            program.check()
            web.reset()
            yield Tried(f"keys for the archive where {name}", _saved(program))


def _saved(program: Program) -> str:
    watch = Watch()
    keyed = replace(program, environment={"CITEWATCH_SPN_KEY": KEY, "CITEWATCH_SPN_SECRET": SECRET})
    with _arguments(watch):
        ended = keyed.run("repair", "--save", *program.network())
    _hear(watch, program, ended)
    asked = watch.places(SECRET)
    others = [where for where in {*asked, *watch.places(KEY)} if where != "a request to web.archive.org"]
    if "a request to web.archive.org" not in asked:
        return f"the archive was not asked with the key: {ended.out}{ended.err}"
    return f"it stands in {', '.join(sorted(others))}" if others else ""


def _told(folder: Path) -> Iterator[Tried]:
    """`notify` with addresses that hold passwords, in files that others can read, and to servers that fail."""
    with Web([*all_sites()]) as web:
        program = Program(folder / "told", web)
        program.folder.mkdir()
        program.cite([{"title": "Gone", "url": "https://not-found.example/article"}])
        program.check()
        for name, text in _PEOPLE.items():
            yield Tried(f"an address of people where {name}", _not_shown(program, {"CITEWATCH_NOTIFY": text}))
        people = program.folder.parent / "people.txt"
        people.write_text(f"json://reader:{TO}@127.0.0.1:1/x\n", encoding="utf-8")
        for mode in (0o644, 0o640, 0o604, 0o660):
            people.chmod(mode)
            lost = _not_shown(program, {}, "--to", str(people), refused=True)
            yield Tried(f"an address of people in a file of mode {mode:o}", lost)
        people.chmod(0o600)
        yield Tried("an address of people in a file of ours alone", _not_shown(program, {}, "--to", str(people)))


_PEOPLE = {
    "the server is not there": f"json://reader:{TO}@127.0.0.1:1/x",
    "apprise does not know its kind": f"nosuchkind://reader:{TO}@host.example/",
    "it is no address": f"reader:{TO}",
}


def _not_shown(program: Program, environment: Mapping[str, str], *words: str, refused: bool = False) -> str:
    watch = Watch()
    with _arguments(watch):
        ended = replace(program, environment=environment).run("notify", *words)
    _hear(watch, program, ended)
    if refused and "chmod 600" not in ended.err:
        return f"a file that others can read was used: {ended.err}"
    found = watch.places(TO)
    return f"it stands in {', '.join(found)}" if found else ""
