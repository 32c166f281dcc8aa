"""Snapshots are values; messages repeat an address, but not a whole page of it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from crawler.archives.snapshot import (
    LONGEST_SHOWN,
    CannotBuildError,
    MalformedArchiveAddressError,
    NotAnArchiveError,
    Snapshot,
    shown,
)


def test_equal_parts_are_the_same_snapshot() -> None:
    one = Snapshot("wayback", "http://a.example", "2019", "", "https://web.archive.org/web/2019/http://a.example")
    two = Snapshot("wayback", "http://a.example", "2019", "", "https://web.archive.org/web/2019/http://a.example")
    assert one == two
    assert len({one, two}) == 1


def test_a_snapshot_does_not_change() -> None:
    snapshot = Snapshot("wayback", "", "", "", "")
    with pytest.raises(FrozenInstanceError):
        snapshot.timestamp = "2019"  # type: ignore[misc]  # that is the point


@pytest.mark.parametrize("error", [CannotBuildError, MalformedArchiveAddressError, NotAnArchiveError])
def test_the_errors_are_bad_values_of_three_kinds(error: type[ValueError]) -> None:
    assert issubclass(error, ValueError)
    others = {CannotBuildError, MalformedArchiveAddressError, NotAnArchiveError} - {error}
    assert not any(issubclass(error, other) for other in others)


def test_a_short_address_is_shown_whole_and_quoted() -> None:
    assert shown("http://a.example") == "'http://a.example'"


def test_a_long_address_is_cut() -> None:
    assert shown("a" * 5000) == repr("a" * LONGEST_SHOWN + "...")


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in shown("\x1b[31mred")
