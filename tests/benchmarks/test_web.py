"""The server that is measured against, in a process of its own, and what a measured command is said to cost."""

from __future__ import annotations

import http.client
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.measured import FailedError, run
from benchmarks.web import LOOPBACK, Web, serving
from benchmarks.work import body, even


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serving() as made:
        yield made


def _get(web: Web, path: str, method: str = "GET", host: str = LOOPBACK, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(host, web.http_port, timeout=60)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    read = answer.status, answer.read()
    connection.close()
    return read


def test_a_page_on_any_host_of_the_loopback_network(web: Web) -> None:
    assert _get(web, "/p/3") == _get(web, "/p/3", host="127.0.2.250") == (200, body(3))


def test_every_tenth_page_is_gone_and_its_capture_is_not(web: Web) -> None:
    assert _get(web, "/p/9")[0] == 404
    assert _get(web, "/web/20140307120000id_/http://h9.example/p/9") == (200, body(9))


def test_a_page_that_has_not_changed_is_not_sent_again(web: Web) -> None:
    assert _get(web, "/p/3", **{"If-None-Match": '"3-1"'}) == (304, b"")
    assert _get(web, "/p/3", **{"If-None-Match": '"3-2"'})[0] == 200


def test_a_head_has_no_body(web: Web) -> None:
    assert _get(web, "/p/3", "HEAD") == (200, b"")


def test_what_was_asked_is_counted_once(web: Web) -> None:
    web.counts()
    _get(web, "/p/3", **{"If-None-Match": '"3-1"'})
    _get(web, "/robots.txt")
    counts = web.counts()
    assert (counts["requests"], counts["not_modified"], counts["connections"]) == (2, 1, 3)
    assert counts["sent"] > 0
    assert web.counts()["requests"] == 0


def test_a_list_links_to_all_of_the_work(web: Web) -> None:
    work = even(5, snapshots=True)
    assert web.list_of(work).endswith("/list.html")
    assert _get(web, "/list.html")[1].count(b"<a href=") == work.addresses


def test_the_cost_of_a_command_has_that_of_its_children(tmp_path: Path) -> None:
    child = "kept = b'x' * 60_000_000\nfor _ in range(2_000_000): pass"
    cost = run(
        [sys.executable, "-c", f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])"], tmp_path
    )
    assert cost.peak_mb > 60
    assert cost.cpu > 0.02
    assert cost.status == 0


def test_a_command_that_fails_is_said_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="3:\nno luck"):
        run([sys.executable, "-c", "print('no luck'); raise SystemExit(3)"], tmp_path)
    assert run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path, well=(3,)).status == 3
