"""The message about new and cleared flags: what, why, and what to do; nothing where there is no news."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.history.record import Event
from crawler.reports.message import MOST, message
from crawler.reports.summary import STAND_IN
from tests.reports.samples import HOSTILE_TITLES, SINCE, archive, flag, full, live, report, row

WHERE = Path("reports/latest.html")
GONE = row(7, "A story", live=live("not-found"), archive=archive("missing"), flags=(flag("dead-citation", new=True),))


def event(what: str = "raised", *, label: str = "7", title: str = "A story", name: str = "dead-citation") -> Event:
    return Event(
        at=SINCE, what=what, flag=name, identity=f"title:{title}", label=label, title=title, explanation="It is gone."
    )


def test_no_news_is_no_message() -> None:
    assert message(full(), [], WHERE) is None


def test_what_why_and_what_to_do() -> None:
    found = message(report(GONE), [event(), event("cleared", label="8", title="Another", name="moved")], WHERE)
    assert found is not None
    assert found.title == "citations of Norinco, newly flagged: 1 footnote (1 flag), cleared: 1 footnote (1 flag)"
    lines = found.body.splitlines()
    assert lines[0] == "[7] dead-citation raised: A story"
    assert lines[1] == "    It is gone."
    assert lines[2].startswith("    What to do: ")
    assert "[8] moved cleared: Another" in lines
    assert lines[-2:] == ["1 footnote: 1 dead.", "The report: reports/latest.html"]


def test_a_footnote_s_flags_are_told_together_and_its_advice_once() -> None:
    both = [event(), event(label="9", title="Another"), event(name="not-archived")]
    found = message(report(GONE), both, WHERE)
    assert found is not None
    assert "[7] dead-citation, not-archived raised: A story\n    It is gone.\n    What to do: " in found.body
    assert found.body.count("What to do: ") == 1
    assert "newly flagged: 2 footnotes (3 flags)" in found.title


def test_a_stand_in_run_says_so_first() -> None:
    found = message(full(), [event()], WHERE)
    assert found is not None
    assert found.title.startswith("Stand-in: ")
    assert found.body.startswith(STAND_IN)


def test_thousands_are_counted() -> None:
    found = message(report(GONE), [event(title=str(number)) for number in range(MOST + 3)], WHERE)
    assert found is not None
    assert found.body.count("dead-citation raised") == MOST
    assert "... and 3 more" in found.body


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=list(HOSTILE_TITLES))
def test_nothing_of_a_title_hides_or_breaks_the_line(title: str) -> None:
    found = message(report(GONE), [event(title=title)], WHERE)
    assert found is not None
    assert found.body.splitlines()[1] == "    It is gone."
    assert not set(found.body) & set("\x00\x07\x1b\x9b\u202e\u200b")
