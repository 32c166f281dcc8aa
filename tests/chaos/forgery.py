"""Requests forged by pages, archives, robots.txt and the DNS: nothing inside our own network is ever asked.

Each run is watched: where its sockets are led is noted by the interpreter itself, and only the stand-in web's own
ports may be among that. A canary listens on this machine too.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.references.credentials import without_credentials
from crawler.web.addresses import is_public
from crawler.web.lookup import Lookup, LookupFailedError
from crawler.web.resolver import Resolver
from tests.chaos.inside import V4, V6, literal_hosts
from tests.chaos.suite import Task, Tried
from tests.chaos.watched import led_to
from tests.fetching.crawling import HASTE, read_crawled, write_references
from tests.program import ROOT
from tests.web.names import Name, OverUdp
from tests.web.page import html_page, story_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site, redirect, site
from tests.web.sockets import LOOPBACK

REFUSED = frozenset({"forbidden-address", "forbidden-port", "unsupported-scheme", "malformed-url", "protocol"})
"""How a request that must not be made ends; `protocol` is a redirect to what is no address."""

SCHEMES = (
    *("file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:6379/_PING", "data:text/html,hello", "ws://127.0.0.1/"),
    *("javascript:alert(1)", "view-source:http://127.0.0.1/", "jar:http://127.0.0.1/!/", "ldap://127.0.0.1/", "dict://127.0.0.1:11211/"),
    *("s3://bucket/key", "about:blank", "blob:http://127.0.0.1/", "feed:http://127.0.0.1/", "unix:/run/docker.sock", "smb://127.0.0.1/"),
)  # fmt: skip
PORTS = (*range(20, 26), 53, 110, 143, 389, 445, 993, 2375, 3306, 5432, 6379, 9200, 11211, 27017)
"""Ports of other services."""

ODD = (
    "http://\\{0}/",
    "http:\\\\{0}\\",
    "ht\ttp://{0}/",
    " http://{0}/",
    "HTTP://{0}",
    "//{0}/",
    "/\\{0}/",
    "\\\\{0}/",
)
"""Ways to write a redirect to a host that browsers follow."""


@dataclass(frozen=True, slots=True)
class Forged:
    """One fault: its name, and the address that must not be asked, as a citation or as the end of a redirect."""

    name: str
    address: str


Setting = tuple[Web, Path]


def faults(task: Task) -> Iterator[Tried]:
    """Tries each way in, with as many forged addresses as there is room for."""
    ways: Sequence[tuple[Callable[[Setting, int, Sequence[Forged]], Iterator[Tried]], float]] = (
        (_cited, 6),
        (_redirected, 6),
        (_led_elsewhere, 3),
        (_by_robots, 2),
        (_by_archives, 3),
        (_by_articles, 0.2),
    )
    rebound = max(1, task.faults // 8)
    yield from _rebound(task, rebound)
    shares = sum(share for _, share in ways)
    with socket.create_server((LOOPBACK, 0)) as canary:
        canary.settimeout(0)
        port = canary.getsockname()[1]
        forged = list(_forged(port))
        task.chance.shuffle(forged)
        for number, (way, share) in enumerate(ways):
            folder = task.folder / str(number)
            folder.mkdir()
            some = forged[: max(1, int(task.faults * share / shares))]
            forged = forged[len(some) :] + some
            with Web(_sites(some)) as web:
                yield from way((web, folder), port, some)
        yield Tried("a canary that listens on this machine", _visits(canary))


def _forged(port: int) -> Iterator[Forged]:
    for spelling in literal_hosts():
        yield Forged(spelling.how, f"http://{spelling.host}:{port}/")
        yield Forged(f"{spelling.how}, the web's port", f"https://{spelling.host}/")
    yield from (Forged(f"the scheme of {address}", address) for address in SCHEMES)
    yield from (Forged(f"a name of {text}", f"http://{name}:{port}/") for name, text in _names_inside().items())
    yield from (Forged(f"port {each} of a public host", f"http://public.example:{each}/") for each in PORTS)


def _names_inside() -> dict[str, str]:
    """Names of the DNS that lead inside, and where to."""
    texts = [text for text in (*V4.values(), *V6.values()) if "%" not in text]
    return {f"inside-{number}.example": text for number, text in enumerate(texts)}


def _sites(forged: Sequence[Forged]) -> Iterator[Site]:
    """A site with a redirect to each forged address, hosts whose robots.txt is one, archives, and names of the DNS."""
    yield site("hop.example", {f"/{nth}": redirect(_wire(each.address)) for nth, each in enumerate(forged)})
    yield site("refresh.example", {f"/{nth}": _refresh(nth, each.address) for nth, each in enumerate(forged)})
    for nth, each in enumerate(forged):
        yield site(f"robots-{nth}.example", {"/robots.txt": redirect(_wire(each.address)), "/": _page()})
    archive = _archive([_wire(each.address) for each in forged])
    yield from (Site(host=host, answer=archive) for host in ("web.archive.org", "maps.example"))
    for host, text in _names_inside().items():
        yield Site(host=host, name=Name((("@", "AAAA" if ":" in text else "A", text),)))
    yield Site(host="public.example", name=Name((("@", "A", "1.1.1.1"),)))
    yield site("wiki.example", {f"/{nth}": _wiki_page(each.address) for nth, each in enumerate(forged)})


def _wire(address: str) -> str:
    """The address for a header, which servers write in UTF-8 and HTTP reads byte by byte."""
    return address.encode().decode("latin-1")


def _page() -> Answer:
    return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, story_page())


def _refresh(nth: int, address: str) -> Answer:
    """A page that moves on by itself: by its header, or by its markup."""
    if nth % 2:
        return Answer(
            200, {"Content-Type": "text/html", "Refresh": f"0; url={_wire(address)}"}, html_page("Moving", "on")
        )
    page = html_page("Moving", "on").replace(
        b"<head>", f"<head><meta http-equiv=refresh content='0; url={address}'>".encode()
    )
    return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, page)


def _wiki_page(address: str) -> Answer:
    """A page that says that its wiki's API is at `address`."""
    head = (
        '<html class="client-nojs"><head><title>Port of Elmstad</title><meta name="generator" content="MediaWiki 1.43">'
        f'<link rel="EditURI" type="application/rsd+xml" href="{address}api.php?action=rsd">'
        '</head><body class="mediawiki page-Port_of_Elmstad"><p>The port.</p></body></html>'
    )
    return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, head.encode())


def _archive(addresses: Sequence[str]) -> Callable[[Request], Any]:
    """An archive that leads elsewhere: captured redirects, index rows and TimeMaps name the forged addresses."""

    async def answer(request: Request) -> Answer:
        digits = [part for part in request.target.replace("=", "/").split("/") if part.isdigit() and len(part) < 5]
        address = addresses[int(digits[-1]) % len(addresses)] if digits else addresses[0]
        if "timemap" in request.path:
            page = request.url.partition("/link/")[2]
            memento = f'<{address}web/20200101000000/{page}>; rel="memento"; datetime="Wed, 01 Jan 2020 00:00:00 GMT"'
            links = f'<{page}>; rel="original", {memento}'
            return Answer(200, {"Content-Type": "application/link-format"}, links.encode())
        if "cdx" in request.path:
            return Answer(200, {"Content-Type": "application/json"}, b"[]")
        captured = {"Memento-Datetime": "Wed, 01 Jan 2020 00:00:00 GMT", "x-archive-orig-location": address}
        return redirect(address, 302, **(captured if len(address) % 2 else {}))

    return answer


def _crawl(setting: Setting, spider: str, arguments: Sequence[str], **settings: object) -> Path:
    """Runs a spider, watched; gives the file of what it found."""
    web, folder = setting
    wanted = {
        **HASTE,
        "RETRY_TIMES": 0,
        "CONCURRENT_REQUESTS": 16,
        "CITEWATCH_CONNECT_TO": ",".join(web.connect_to()),
        "CITEWATCH_DNS_SERVER": web.dns_server,
        **settings,
    }
    words = [word for name, value in wanted.items() for word in ("-s", f"{name}={value}")]
    out = folder / f"{spider}.jsonl"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.chaos.watched", str(folder / "led"), "scrapy", "crawl", spider),
            *(*arguments, "-o", str(out), *words),
        ],
        cwd=ROOT,
        env={**os.environ, "SSL_CERT_FILE": str(web.cacert), "XDG_STATE_HOME": str(folder / "state")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode or done.stderr:
        (folder / "said").write_text(done.stderr or f"exit status {done.returncode}", encoding="utf-8")
    return out


def _kinds(out: Path) -> Mapping[str, str]:
    """The kind of failure by address, "" where a page came."""
    crawled = read_crawled(out, "")
    return {address: crawled.kind(address) for address in crawled.fetches}


def _strangers(setting: Setting) -> str:
    """Where a run was led that is not the stand-in web, in words, or that it broke; "" for nowhere."""
    web, folder = setting
    if (folder / "said").exists():
        return f"it said {(folder / 'said').read_text(encoding='utf-8')[-300:]!r}"
    dns = int(web.dns_server.rpartition(":")[2])
    own = {(LOOPBACK, port) for port in (web.http_port, web.https_port, dns)}
    others = led_to(folder / "led") - own
    return f"led to {sorted(others)[:5]}" if others else ""


def _visits(canary: socket.socket) -> str:
    try:
        connection, _ = canary.accept()
    except BlockingIOError:
        return ""
    connection.close()
    return "somebody came"


def _live(setting: Setting, port: int, cited: Sequence[str], **settings: object) -> Mapping[str, str]:
    references = write_references(setting[1] / "references.yaml", [{"url": address} for address in cited])
    ports = f"80,443,{port}"
    arguments = ["-a", f"references={references}"]
    return _kinds(_crawl(setting, "live", arguments, **{"CITEWATCH_PORTS": ports, **settings}))


def _cited(setting: Setting, port: int, forged: Sequence[Forged]) -> Iterator[Tried]:
    """The citations themselves name them; then once more where a rule of the user would lead everybody elsewhere."""
    ended = _live(setting, port, [each.address for each in forged])
    for each in forged:
        yield Tried(f"cited: {each.name}", _verdict_on(ended.get(without_credentials(each.address.strip()))))
    hosts = [each for each in forged if "port" not in each.name and "a name of" not in each.name]
    everybody = f"::{LOOPBACK}:{port}"
    ended = _live(setting, port, [each.address for each in hosts], CITEWATCH_CONNECT_TO=everybody) if hosts else {}
    for each in hosts:
        yield Tried(
            f"cited under --connect-to {everybody}: {each.name}",
            _verdict_on(ended.get(without_credentials(each.address.strip()))),
        )
    yield Tried("where citations led", _strangers(setting))


def _verdict_on(kind: str | None) -> str:
    return "" if kind in REFUSED else f"ended as {kind!r}"


def _redirected(setting: Setting, port: int, forged: Sequence[Forged]) -> Iterator[Tried]:
    """Redirects lead there."""
    cited = [f"https://hop.example/{nth}" for nth in range(len(forged))]
    ended = _live(setting, port, cited)
    for address, each in zip(cited, forged, strict=True):
        yield Tried(f"redirected to: {each.name}", _verdict_on(ended.get(address)))
    yield Tried("where redirects led", _strangers(setting))


def _led_elsewhere(setting: Setting, port: int, forged: Sequence[Forged]) -> Iterator[Tried]:
    """Pages move on to there by themselves. One that moves on to no address stays what it is."""
    cited = [f"https://refresh.example/{nth}" for nth in range(len(forged))]
    ended = _live(setting, port, cited)
    for address, each in zip(cited, forged, strict=True):
        yield Tried(f"moves on to: {each.name}", "" if address in ended else "no answer")
    yield Tried("where pages moved on to", _strangers(setting))


def _by_robots(setting: Setting, port: int, forged: Sequence[Forged]) -> Iterator[Tried]:
    """robots.txt leads there; the page itself is asked nevertheless."""
    cited = [f"https://robots-{nth}.example/" for nth in range(len(forged))]
    ended = _live(setting, port, cited)
    for address, each in zip(cited, forged, strict=True):
        yield Tried(f"robots.txt leads to: {each.name}", "" if ended.get(address) == "" else "the page did not come")
    yield Tried("where robots.txt led", _strangers(setting))


def _by_archives(setting: Setting, port: int, forged: Sequence[Forged]) -> Iterator[Tried]:
    """Snapshots, TimeMaps, and archive addresses that name a host inside."""
    cited = []
    for nth, each in enumerate(forged):
        original = f"https://cited.example/{nth}"
        named = f"{each.address}web/20200101000000/{original}"
        played = f"https://web.archive.org/web/20200101000000/{original}"
        cited.append({"url": original, "archive-url": named if nth % 3 == 2 else played})
    references = write_references(setting[1] / "references.yaml", cited)
    maps = "https://maps.example/timemap/link/"
    ports = f"80,443,{port}"
    words = ["-a", f"references={references}"]
    ended = _kinds(_crawl(setting, "archive", words, CITEWATCH_TIMEMAPS=maps, CITEWATCH_PORTS=ports))
    pages = sorted(address for address, kind in ended.items() if not kind)
    strangers = _strangers(setting)
    for nth, each in enumerate(forged):
        got = [address for address in pages if address.endswith(f"/{nth}")]
        yield Tried(f"an archive leads to: {each.name}", strangers and f"{strangers}; a page came from {got}")


def _by_articles(setting: Setting, port: int, forged: Sequence[Forged]) -> Iterator[Tried]:
    """The article of an import is there, or says that its wiki's API is."""
    ports = f"80,443,{port}"
    for nth, each in enumerate(forged[:3]):
        url = each.address if nth % 2 else f"https://wiki.example/{nth}"
        _crawl(setting, "article", ["-a", f"url={url}"], CITEWATCH_PORTS=ports)
        yield Tried(f"an article at, or with its API at: {each.name}", _strangers(setting))


class _Turning(dict[str, Name]):
    """A zone whose names answer otherwise each time."""

    def __init__(self, turns: Mapping[str, Sequence[Name]]) -> None:
        super().__init__({host: names[0] for host, names in turns.items()})
        self._turns = {host: list(names) for host, names in turns.items()}

    def get(self, host: str, default: Any = None) -> Any:
        """The next of the name's answers, in a circle."""
        names = self._turns.get(host)
        if not names:
            return default
        names.append(names.pop(0))
        return names[-1]


def _rebound(task: Task, faults: int) -> Iterator[Tried]:
    """Names that answer one address to a look-up and another to the next, or several at once, or through aliases."""
    chance = task.chance
    inside = [("AAAA" if ":" in text else "A", text) for text in (*V4.values(), *V6.values()) if "%" not in text]
    public = [("A", "1.1.1.1"), ("AAAA", "2606:4700:4700::1111")]
    turns: dict[str, list[Name]] = {}
    for number in range(faults):
        secret = [("@", *chance.choice(inside)) for _ in range(chance.randint(1, 4))]
        plain = [("@", *record) for record in public]
        several = [*secret, *plain]
        chance.shuffle(several)
        chain = [(f"a{each}.example" if each else "@", "CNAME", f"a{each + 1}.example.") for each in range(7)]
        behind = Name((*chain, ("a7.example", *chance.choice(inside))))
        forms = [[Name(tuple(plain)), Name(tuple(secret))], [Name(tuple(several))], [behind, Name(tuple(several))]]
        turns[f"turns-{number}.example"] = forms[number % 3]
    for host, lost in asyncio.run(_look_up(turns)):
        yield Tried(f"the DNS turns about {host}", lost)


async def _look_up(turns: Mapping[str, Sequence[Name]]) -> list[tuple[str, str]]:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: OverUdp(_Turning(turns)), local_addr=(LOOPBACK, 0))
    server = f"{LOOPBACK}:{transport.get_extra_info('sockname')[1]}"
    resolver = Resolver([], Lookup(server, 2.0, kept=0), allow_private=False)
    found = [(host, await _leads_inside(resolver, host)) for host in turns]
    transport.close()
    return found


async def _leads_inside(resolver: Resolver, host: str) -> str:
    for _ in range(6):
        try:
            endpoints = await resolver.endpoints(host, 443)
        except LookupFailedError:
            continue
        if inside := [str(address) for address, _ in endpoints if not is_public(address)]:
            return f"it would be connected to {inside}"
    return ""
