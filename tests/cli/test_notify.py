"""`citewatch notify` tells each flag once, to a real server on loopback, and shows no password."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from crawler.history.changes import changes
from crawler.history.identity import identities
from crawler.history.record import Row
from crawler.history.store import History
from tests.program import Program
from tests.reports.samples import archive, flag, live, report, row
from tests.web.server import Web
from tests.web.site import Answer, Request, Site

FINE = row(1, "A story")
GONE = replace(
    row(1, "A story", live=live("not-found"), archive=archive("missing"), flags=(flag("dead-citation", new=True),))
)


@pytest.fixture
def inbox() -> list[dict[str, str]]:
    return []


@pytest.fixture
def post_office(inbox: list[dict[str, str]]) -> Iterator[Web]:
    """A server that takes apprise's JSON; `/broken` does not."""

    async def take(request: Request) -> Answer:
        if request.path == "/broken":
            return Answer(500)
        inbox.append(json.loads(request.body))
        return Answer(200)

    with Web([Site(host="127.0.0.1", answer=take)]) as web:
        yield web


def record(program: Program, number: int, *rows: Row) -> None:
    made = report(*rows)
    made = replace(made, run=replace(made.run, id=f"run-{number}", finished_at=f"2026-01-{number:02}T00:00:00Z"))
    owners = list(identities([each.cited for each in rows]).values())
    with closing(History(program.reports / "history.db")) as history:
        earlier = [history.newest_row(owner) for owner in owners]
        found = [
            event
            for old, new, owner in zip(earlier, rows, owners, strict=True)
            for event in changes(old, new, owner, made.run.finished_at)
        ]
        history.begin_run(made.run, "o", made.article)
        history.finish_run(made, owners, [], found)


def to(web: Web, path: str = "/take") -> dict[str, str]:
    return {"CITEWATCH_NOTIFY": f"json://user:secret@127.0.0.1:{web.http_port}{path}"}


def test_each_flag_is_told_once(offline: Program, post_office: Web, inbox: list[dict[str, str]]) -> None:
    program = replace(offline, environment=to(post_office))
    record(program, 1, GONE)
    for _ in range(2):
        assert program.run("notify").status == 0
    assert [mail["title"] for mail in inbox] == ["citations of Norinco, newly flagged: 1 footnote (1 flag)"]
    assert "dead-citation raised: A story" in inbox[0]["message"]
    record(program, 2, FINE)
    assert program.run("notify").status == 0
    assert [mail["title"] for mail in inbox[1:]] == ["citations of Norinco, cleared: 1 footnote (1 flag)"]


def test_without_news_nothing_is_sent_and_nothing_said(
    offline: Program, post_office: Web, inbox: list[dict[str, str]]
) -> None:
    program = replace(offline, environment=to(post_office))
    record(program, 1, FINE)
    ended = program.run("notify")
    assert (ended.status, ended.out, ended.err, inbox) == (0, "", "", [])


def test_a_dry_run_shows_it_and_needs_no_address(offline: Program) -> None:
    record(offline, 1, GONE)
    for _ in range(2):
        ended = offline.run("notify", "--dry-run")
        assert ended.status == 0, ended.err
        title, empty, first, *_ = ended.out.splitlines()
        assert title == "citations of Norinco, newly flagged: 1 footnote (1 flag)"
        assert (empty, first) == ("", "[1] dead-citation raised: A story")


def test_the_first_message_is_about_the_last_run_alone(
    offline: Program, post_office: Web, inbox: list[dict[str, str]]
) -> None:
    program = replace(offline, environment=to(post_office))
    record(program, 1, GONE)
    record(program, 2, FINE)
    program.run("notify")
    assert [mail["title"] for mail in inbox] == ["citations of Norinco, cleared: 1 footnote (1 flag)"]


def test_what_was_not_taken_is_told_again(offline: Program, post_office: Web, inbox: list[dict[str, str]]) -> None:
    record(offline, 1, GONE)
    ended = replace(offline, environment=to(post_office, "/broken")).run("notify")
    assert ended.status == 3
    assert "address 1 of 1" in ended.err
    assert "secret" not in ended.err + ended.out
    replace(offline, environment=to(post_office)).run("notify")
    assert len(inbox) == 1


def test_addresses_from_a_file_that_nobody_else_can_read(
    offline: Program, post_office: Web, inbox: list[dict[str, str]]
) -> None:
    record(offline, 1, GONE)
    file = offline.folder / "addresses"
    file.write_text(to(post_office)["CITEWATCH_NOTIFY"] + "\n")
    file.chmod(0o644)
    ended = offline.run("notify", "--to", "addresses")
    assert ended.status == 2
    assert "chmod 600" in ended.err
    assert "secret" not in ended.err
    file.chmod(0o600)
    assert offline.run("notify", "--to", "addresses").status == 0
    assert len(inbox) == 1


WRONG = {
    "nobody": ({}, "CITEWATCH_NOTIFY"),
    "no address": ({"CITEWATCH_NOTIFY": "secret-nonsense"}, "Address 1 of 1"),
}


@pytest.mark.parametrize(("environment", "said"), WRONG.values(), ids=list(WRONG))
def test_misuse_is_said(offline: Program, environment: dict[str, str], said: str) -> None:
    record(offline, 1, GONE)
    ended = replace(offline, environment={"CITEWATCH_NOTIFY": "", **environment}).run("notify")
    assert ended.status == 2
    assert said in ended.err
    assert "secret" not in ended.err
    assert "Traceback" not in ended.err
