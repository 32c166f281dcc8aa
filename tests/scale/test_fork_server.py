"""The fork server: a process for each shard, that ends with the server, and the server with its worker."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from crawler.own_process import command_of, environment
from crawler.scale.shard import Ended, Shard, load_end
from crawler.scale.store import Folder
from tests.program import ROOT

Server = subprocess.Popen[str]


@pytest.fixture
def server() -> Iterator[Server]:
    pipe = subprocess.PIPE
    command = command_of("crawler.scale.fork_server")
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=environment()) as process:
        yield process
        process.kill()


@pytest.fixture
def waiting(tmp_path: Path) -> Shard:
    """A shard whose crawl waits for a lease that another holds."""
    shard = Shard(store=str(tmp_path), run="run", name="1-0", settings={"CITEWATCH_CLUSTER_LEASE": 3600})
    Folder(tmp_path).create(f"{shard.leases}/00000001", b'{"owner": "another", "beat": 1}')
    return shard


def _send(server: Server, line: str) -> None:
    assert server.stdin is not None
    server.stdin.write(f"{line}\n")
    server.stdin.flush()


def _answer(server: Server) -> Ended:
    assert server.stdout is not None
    return load_end(server.stdout.readline())


def _crawl_of(server: Server) -> psutil.Process:
    while not (found := psutil.Process(server.pid).children()):
        time.sleep(0.02)
    return found[0]


def test_a_crawl_that_is_killed_is_a_fault_and_the_next_one_goes_on(server: Server, waiting: Shard) -> None:
    _send(server, waiting.dump())
    _crawl_of(server).kill()
    assert _answer(server) == Ended("fault", "its process ended with -9, before it could say how it went")
    _send(server, replace(waiting, version="0.0.1").dump())
    assert _answer(server).how == "version"


@pytest.mark.parametrize("line", ["no shard", "{}", json.dumps({"store": 1})])
def test_what_is_no_shard_is_a_fault(server: Server, line: str) -> None:
    _send(server, line)
    assert _answer(server) == Ended("fault", "its process ended with 1, before it could say how it went")


def test_the_server_ends_with_its_worker(server: Server) -> None:
    _, said = server.communicate()
    assert (server.returncode, said) == (0, "")


def test_a_crawl_ends_with_the_worker(server: Server, waiting: Shard) -> None:
    _send(server, waiting.dump())
    crawl = _crawl_of(server)
    assert server.stdin is not None
    server.stdin.close()
    psutil.wait_procs([crawl])
    server.wait()


def test_a_crawl_ends_with_the_server(server: Server, waiting: Shard) -> None:
    _send(server, waiting.dump())
    crawl = _crawl_of(server)
    server.kill()
    psutil.wait_procs([crawl])


def test_two_crawls_in_turn_are_two_processes(server: Server, waiting: Shard) -> None:
    seen = []
    for _ in range(2):
        _send(server, waiting.dump())
        crawl = _crawl_of(server)
        seen.append(crawl.pid)
        crawl.kill()
        assert _answer(server).how == "fault"
    assert len(set(seen)) == len(seen)


def test_what_is_forked_has_neither_threads_nor_a_reactor() -> None:
    words = "import os, sys; from crawler.scale import fork_server; fork_server.read_word_lists(); "
    words += "print(len(os.listdir('/proc/self/task')), 'twisted.internet.reactor' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.split() == ["1", "False"]
