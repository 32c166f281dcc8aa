import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from crawler.spiders.process import SettingError, settings_of
from tests.fetching.crawling import HASTE
from tests.web import broken
from tests.web.broken import connections, statuses
from tests.web.server import CONTROL_HOST, Web

PROGRAM = """
import asyncio, json, sys
from crawler.spiders.control import ControlSpider
from crawler.spiders.article import ArticleSpider
from crawler.spiders.process import InterruptedWorkError, crawl, settings_of, work

spider = {"control": ControlSpider, "article": ArticleSpider}[sys.argv[1]]
arguments, settings = json.loads(sys.argv[2]), json.loads(sys.argv[3])

def say(item):
    fetch = getattr(item, "fetch", item)
    failure = fetch.failure.kind if fetch.failure else ""
    print(json.dumps([fetch.address, fetch.status, failure, len(getattr(item, "markup", ""))]), flush=True)

async def job(process):
    print(json.dumps("begun"), flush=True)
    await crawl(process, spider, say, **arguments)

try:
    work(settings_of(settings), job)
except InterruptedWorkError:
    print(json.dumps("interrupted"))
"""


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web([*connections.SITES, statuses.FINE, *broken.landings.SITES, *broken.handshakes.SITES]) as running:
        yield running


def _command(web: Web, spider: str, arguments: dict[str, object]) -> list[str]:
    haste = {
        name: value for name, value in HASTE.items() if name != "RETRY_TIMES"
    }  # a spider's own word on tries counts
    settings = {**haste, "CITEWATCH_CONNECT_TO": web.connect_to(), "CITEWATCH_DNS_SERVER": web.dns_server}
    return [sys.executable, "-c", PROGRAM, spider, json.dumps(arguments), json.dumps(settings)]


def _run(web: Web, spider: str, **arguments: object) -> list[object]:
    done = subprocess.run(
        _command(web, spider, arguments),
        env={**os.environ, "SSL_CERT_FILE": str(web.cacert)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()][1:]


def test_control_hosts_are_asked_once_over_https(web: Web) -> None:
    web.reset()
    answers = _run(web, "control", hosts=f" {CONTROL_HOST}, fine.example,,expired.example,closes.example")
    assert sorted(map(tuple, answers)) == [  # type: ignore[call-overload]
        ("https://closes.example/", None, "reset", 0),
        (f"https://{CONTROL_HOST}/", 200, "", 0),
        ("https://expired.example/", None, "tls-expired", 0),
        ("https://fine.example/", 200, "", 0),
    ]
    assert {(each.target, each.tls) for each in web.requests} == {("/", True)}
    assert sorted(each.host for each in web.requests) == ["closes.example", CONTROL_HOST, "fine.example"]


def test_an_article_comes_with_its_markup(web: Web) -> None:
    ((address, status, failure, length),) = _run(web, "article", url="https://fine.example/article")  # type: ignore[misc]
    assert (address, status, failure) == ("https://fine.example/article", 200, "")
    assert length > 500


@pytest.mark.parametrize(
    ("url", "kind"), [("https://refused.example/a", "refused"), ("no address", "malformed-url"), ("", "malformed-url")]
)
def test_an_article_that_does_not_come_says_why(web: Web, url: str, kind: str) -> None:
    ((_, status, failure, length),) = _run(web, "article", url=url)  # type: ignore[misc]
    assert (status, failure, length) == (None, kind, 0)


def test_a_signal_ends_the_work_and_is_told(web: Web) -> None:
    running = subprocess.Popen(
        _command(web, "article", {"url": "https://silent.example/article"}),
        env={**os.environ, "SSL_CERT_FILE": str(web.cacert)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    with running:
        assert json.loads(running.stdout.readline()) == "begun"
        running.send_signal(signal.SIGTERM)
        said = [json.loads(line) for line in running.stdout]
    assert said[-1] == "interrupted"
    assert running.returncode == 0


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("CITEWATCH_CONNECT_TO", ["nonsense"], "expected HOST1:PORT1:HOST2:PORT2"),
        ("CITEWATCH_CONNECT_TO", "a:1:b:2,c:99999:d:1", "expected 1 to 65535"),
        ("CITEWATCH_DNS_SERVER", "dns.example", "expected ADDR or ADDR:PORT"),
    ],
)
def test_a_setting_that_cannot_be_read_is_told(name: str, value: object, words: str) -> None:
    with pytest.raises(SettingError, match=words):
        settings_of({name: value})


def test_the_users_settings_go_over_the_projects() -> None:
    settings = settings_of({"DOWNLOAD_DELAY": "7"})
    assert settings.getfloat("DOWNLOAD_DELAY") == 7.0
    assert settings.getbool("ROBOTSTXT_OBEY")


def test_nothing_listens_and_nothing_but_the_web_is_asked() -> None:
    settings = settings_of({})
    assert not settings.getbool("TELNETCONSOLE_ENABLED")
    assert not settings.getbool("REMOTE_CONTROL_ENABLED")
    assert not settings.getbool("HTTPPROXY_ENABLED")
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert {scheme for scheme, handler in settings.getdict("DOWNLOAD_HANDLERS").items() if handler} == {"http", "https"}
