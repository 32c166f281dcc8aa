"""`citewatch check --cluster threads:N`: verdicts and evidence as without, and clear ends where it cannot go on."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from psutil import Process, wait_procs

from crawler.evidence.address import host_of
from crawler.scale.parcels import parcel_name
from crawler.web.trail import now
from tests.program import ROOT, Program
from tests.scale.conftest import SMALL
from tests.scale.mixed import WORDS, cite, verdicts
from tests.web.page import html_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site

ON_THREADS = ("--cluster", "threads:3")


@pytest.fixture(scope="module")
def spread(mixed_web: Web, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program after the same run on three threads."""
    program = Program(tmp_path_factory.mktemp("spread"), mixed_web, SMALL)
    cite(program)
    mixed_web.reset()
    assert program.check(*ON_THREADS).status == 1
    return program


def test_the_verdicts_are_the_same(alone: Program, spread: Program) -> None:
    assert verdicts(spread) == verdicts(alone)


def test_there_was_something_to_judge(spread: Program) -> None:
    reasons = {row["live"]["reason"] for row in spread.latest()["references"]}
    expected = {
        "ok",
        "moved",
        "gone",
        "redirected-home",
        "refused",
        "server-error",
        "domain-gone",
        "unsupported-scheme",
    }
    assert expected <= reasons


def test_the_evidence_is_the_run_s_own(spread: Program) -> None:
    before = verdicts(spread)
    assert spread.run("report", "--rejudge").status == 0
    assert verdicts(spread) == before


def test_nothing_of_the_cluster_is_left(spread: Program) -> None:
    assert not (spread.reports / "cluster").exists()


HOSTS = 6


@pytest.fixture
def hosts(tmp_path: Path) -> Iterator[Program]:
    """The program with a page on each of some hosts to check."""
    names = [f"host-{number}.example" for number in range(HOSTS)]
    with Web(Site(host=host, answer=_page) for host in names) as web:
        program = Program(tmp_path / "program", web, SMALL)
        program.folder.mkdir()
        program.cite([{"title": f"The work of {host}", "url": f"https://{host}/work"} for host in names])
        yield program


async def _page(request: Request) -> Answer:
    return Answer(200, {}, html_page(f"The work of {request.host}", *WORDS))


def _finished(program: Program) -> set[str]:
    """The hosts whose page is in the store."""
    names = {path.name for path in program.reports.glob("cluster/*/parcels/*/*")}
    found = (f"host-{number}.example" for number in range(HOSTS))
    return {host for host in found if parcel_name(f"https://{host}/work") in names}


def _asked(program: Program) -> list[str]:
    assert program.web is not None
    return [each.host for each in program.web.requests if each.target == "/work"]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_was_cut_off_goes_on_and_asks_for_nothing_that_was_done(hosts: Program, how: signal.Signals) -> None:
    # Nobody looks at what is finished before a shard is: the next run finds it.
    words = (*ON_THREADS, "-s", "CITEWATCH_CLUSTER_LOOK=600")
    with hosts.start("check", *hosts.network(), *words) as process:
        while not _finished(hosts):
            assert process.poll() is None
            time.sleep(0.02)
        crawls = Process(process.pid).children(recursive=True)
        process.send_signal(how)
        process.communicate(timeout=60)
    assert process.returncode == (3 if how == signal.SIGTERM else -how)
    wait_procs(crawls)
    done, before, cut_off = _finished(hosts), len(_asked(hosts)), now()
    assert done
    while now() == cut_off:
        time.sleep(0.02)
    assert hosts.check(*words).status in (0, 1)
    assert not done & set(_asked(hosts)[before:])
    rows = hosts.latest()["references"]
    assert [row["live"]["reason"] for row in rows] == ["ok"] * HOSTS
    asked_before = {host_of(row["live"]["url"]) for row in rows if row["live"]["checked_at"] <= cut_off}
    assert asked_before >= done


def test_a_store_that_cannot_be_written_is_said_and_nothing_is_lost(hosts: Program) -> None:
    (hosts.folder / "store").write_text("a file, not a folder")
    ended = hosts.check(*ON_THREADS, "-s", "CITEWATCH_CLUSTER_STORE=store")
    assert ended.status == 3
    assert "See that the store has room and may be written." in ended.err
    assert "Traceback" not in ended.err
    assert hosts.check().status in (0, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--cluster", "many"), "--cluster many: expected threads:N"),
        ((*ON_THREADS, "-s", "CITEWATCH_CLUSTER_SHARD=none"), "CITEWATCH_CLUSTER_SHARD=none: expected a whole number"),
        ((*ON_THREADS, "-s", "CITEWATCH_CLUSTER_STORE=s3://me:secret@bucket"), "each machine's environment"),
    ],
)
def test_bad_usage_ends_with_2_before_anything_is_asked(hosts: Program, words: tuple[str, ...], said: str) -> None:
    ended = hosts.check(*words)
    assert (ended.status, said in ended.err) == (2, True), ended.err
    assert "secret" not in ended.err
    assert hosts.web is not None
    assert not [each for each in hosts.web.requests if each.target == "/work"]


@pytest.mark.timeout(300)
def test_several_articles_share_one_crawl_on_the_cluster(hosts: Program) -> None:
    for name in ("first", "second"):
        (hosts.folder / f"{name}.yaml").write_text((hosts.folder / "references.yaml").read_text())
    tables = [f'[[articles]]\nreferences = "{name}.yaml"\nreports = "{name}"\n' for name in ("first", "second")]
    (hosts.folder / "citewatch.toml").write_text("\n".join(tables))
    assert hosts.run("check", *hosts.network(), *ON_THREADS).status in (0, 1)
    assert sorted(_asked(hosts)) == [f"host-{number}.example" for number in range(HOSTS)]
    for name in ("first", "second"):
        latest = json.loads((hosts.folder / name / "latest.json").read_text())
        assert [row["live"]["reason"] for row in latest["references"]] == ["ok"] * HOSTS
        assert hosts.run("report", "--rejudge", "--reports", name).status == 0


def test_without_the_extra_it_says_how_to_install_it(hosts: Program) -> None:
    absent = hosts.folder / "absent"
    absent.mkdir()
    (absent / "distributed.py").write_text("raise ImportError")
    program = replace(hosts, environment={"PYTHONPATH": f"{absent}{os.pathsep}{ROOT}"})
    ended = program.check("--cluster", "tcp://127.0.0.1:8786")
    assert (ended.status, "pip install 'citewatch[scale]'" in ended.err) == (2, True), ended.err


def test_without_a_network_nothing_is_handed_out(hosts: Program) -> None:
    offline = Program(hosts.folder, None, SMALL)
    ended = offline.check(*ON_THREADS)
    assert ended.status == 3
    assert "The network cannot be reached" in ended.err
