import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from crawler.spiders.process import SettingError, settings_of
from tests.fetching.crawling import HASTE
from tests.web import broken
from tests.web.broken import connections, statuses
from tests.web.page import story_page
from tests.web.server import CONTROL_HOST, Web
from tests.web.site import Answer, site

PROGRAM = """
import asyncio, json, sys
from scrapy import Request, Spider
from crawler.evidence.search import Search
from crawler.references.citation import Citation
from crawler.spiders.archive import ArchiveSpider
from crawler.spiders.live import LiveSpider
from crawler.spiders.control import ControlSpider
from crawler.spiders.article import ArticleSpider
from crawler.spiders import process
from crawler.spiders.process import InterruptedWorkError, crawl, settings_of, stop, work

class Broken(Spider):
    name = "broken"

    async def start(self):
        if self.where == "start":
            raise LookupError("start is broken")
        for address in self.addresses:
            yield Request(address, self.parse, errback=self.failed)

    def parse(self, response):
        raise LookupError("parse is broken")
        yield

    def failed(self, failure):
        raise LookupError("failed is broken")

class CitedSpider(ArchiveSpider):
    def __init__(self, citations, **arguments):
        super().__init__(citations=[Citation(number=1, **each) for each in citations], **arguments)

ours = (ControlSpider, ArticleSpider, Broken, CitedSpider, LiveSpider)
spider = {each.name: each for each in ours}[sys.argv[1]]
arguments, settings = json.loads(sys.argv[2]), json.loads(sys.argv[3])

def count(service):
    if arguments.get("broken_count"):
        raise LookupError("count is broken")
    if arguments.get("counts"):
        print(json.dumps(service), flush=True)

stopping = []

def say(item):
    if arguments.get("stops"):
        stopping.append(asyncio.ensure_future(stop(scrapy[0])))
    if isinstance(item, Search):
        if arguments.get("broken_search"):
            raise LookupError("what is done with a search is broken")
        return
    fetch = getattr(item, "fetch", item)
    failure = fetch.failure.kind if fetch.failure else ""
    print(json.dumps([fetch.address, fetch.status, failure, len(getattr(item, "markup", ""))]), flush=True)

scrapy = []

async def job(scrapys):
    scrapy.append(scrapys)
    print(json.dumps("begun"), flush=True)
    await crawl(scrapys, spider, say, count, **arguments)

try:
    work(settings_of(settings), job)
except InterruptedWorkError:
    print(json.dumps("interrupted"))
except Exception as error:
    print(json.dumps(f"{type(error).__name__}: {error}"))
"""

ARCHIVE = site("web.archive.org", {"*": Answer(200, {}, story_page())})


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web([*connections.SITES, statuses.FINE, ARCHIVE, *broken.landings.SITES, *broken.handshakes.SITES]) as running:
        yield running


def _command(web: Web, spider: str, arguments: dict[str, object], **more: object) -> list[str]:
    haste = {
        name: value for name, value in HASTE.items() if name != "RETRY_TIMES"
    }  # a spider's own word on tries counts
    settings = {**haste, "CITEWATCH_CONNECT_TO": web.connect_to(), "CITEWATCH_DNS_SERVER": web.dns_server, **more}
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


def _last_words(command: list[str], web: Web) -> str:
    done = subprocess.run(
        command,
        env={**os.environ, "SSL_CERT_FILE": str(web.cacert)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return str(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("where", "host"),
    [("start", "fine"), ("parse", "fine"), ("failed", "refused")],
    ids=["start", "callback", "errback"],
)
def test_what_a_spider_raises_is_raised(web: Web, where: str, host: str) -> None:
    arguments: dict[str, object] = {"where": where, "addresses": [f"https://{host}.example/article"] * 3}
    assert _last_words(_command(web, "broken", arguments), web) == f"LookupError: {where} is broken"


def test_a_setting_that_names_no_function_is_raised(web: Web) -> None:
    arguments: dict[str, object] = {"citations": [{"url": "https://fine.example/article"}]}
    said = _last_words(_command(web, "archive", arguments, CITEWATCH_SHOWS_WORK="operator.nosuch"), web)
    assert said.startswith("NameError: ")
    assert "nosuch" in said


def test_what_the_archives_work_raises_is_raised(web: Web) -> None:
    citations = [{"url": "", "archive_url": "https://web.archive.org/web/20200101000000/https://fine.example/article"}]
    # It takes two arguments, and is given three.
    said = _last_words(_command(web, "archive", {"citations": citations}, CITEWATCH_SHOWS_WORK="operator.eq"), web)
    assert said.startswith("TypeError: ")


NAMED = {"url": "", "archive_url": "https://web.archive.org/web/20200101000000/https://fine.example/article"}


def test_each_request_to_an_archive_is_counted(web: Web) -> None:
    said = _run(web, "archive", citations=[NAMED], counts=True)
    assert [word for word in said if isinstance(word, str)] == ["playback", "index"]
    live = _run(web, "live", addresses=["https://fine.example/article"], counts=True)
    assert [word for word in live if isinstance(word, str)] == []


def test_what_the_counting_raises_is_raised(web: Web) -> None:
    said = _last_words(_command(web, "archive", {"citations": [NAMED], "broken_count": True}), web)
    assert said == "LookupError: count is broken"


def test_what_the_handling_of_the_last_item_raises_is_raised(web: Web) -> None:
    said = _last_words(_command(web, "archive", {"citations": [NAMED], "broken_search": True}), web)
    assert said == "LookupError: what is done with a search is broken"


def test_a_crawl_that_is_stopped_while_its_start_hands_out_items_ends(web: Web) -> None:
    addresses = [f"ftp://a.example/{number}" for number in range(9)]
    assert _run(web, "live", addresses=addresses, stops=True)[0] == ["ftp://a.example/0", None, "unsupported-scheme", 0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_work_soon_and_what_was_seen_before_is_kept(web: Web, number: signal.Signals) -> None:
    """A request is under way that would be waited for longer than this test may take."""
    addresses = ["https://fine.example/article", "https://silent.example/article"]
    command = _command(web, "live", {"addresses": addresses}, DOWNLOAD_TIMEOUT=500, ROBOTSTXT_OBEY=False)
    running = subprocess.Popen(
        command,
        env={**os.environ, "SSL_CERT_FILE": str(web.cacert)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert json.loads(running.stdout.readline()) == "begun"
    assert json.loads(running.stdout.readline())[:2] == ["https://fine.example/article", 200]
    running.send_signal(number)
    out, err = running.communicate(timeout=30)
    assert (json.loads(out), err, running.returncode) == ("interrupted", "", 0)


def test_a_second_signal_ends_the_work_at_once(web: Web) -> None:
    web.reset()
    addresses = ["https://silent.example/article"]
    command = _command(web, "live", {"addresses": addresses}, DOWNLOAD_TIMEOUT=500, ROBOTSTXT_OBEY=False)
    running = subprocess.Popen(
        [part.replace("work(settings_of", "process.GRACE = 400\n    work(settings_of") for part in command],
        env={**os.environ, "SSL_CERT_FILE": str(web.cacert)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert json.loads(running.stdout.readline()) == "begun"
    while not any((each.host, each.target) == ("silent.example", "/article") for each in web.requests):
        time.sleep(0.05)  # pytest's own time limit ends this
    running.send_signal(signal.SIGINT)
    time.sleep(0.5)  # two at one time would be one
    running.send_signal(signal.SIGINT)
    out, _ = running.communicate(timeout=30)
    assert (json.loads(out), running.returncode) == ("interrupted", 0)


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
