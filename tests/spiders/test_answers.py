"""Each answer of an archive is asked for once; those that are known elsewhere by now are not held."""

from __future__ import annotations

import asyncio
import gc
import weakref

import pytest

from crawler.spiders.answers import HELD, Answers


class _Answer:
    """One that can be missed."""


class _Archive:
    """Counts what it is asked for; with `told` each answer is known as soon as it is given."""

    def __init__(self, *, told: bool) -> None:
        self.known: dict[str, _Answer] = {}
        self.asked: list[str] = []
        self.given: list[weakref.ref[_Answer]] = []
        self._told = told

    async def ask(self, address: str) -> _Answer:
        self.asked.append(address)
        await asyncio.sleep(0)
        answer = _Answer()
        self.given.append(weakref.ref(answer))
        if self._told:
            self.known[address] = answer
        return answer


def test_what_is_known_is_not_asked_for() -> None:
    archive = _Archive(told=True)
    known = archive.known["a"] = _Answer()

    async def run() -> None:
        assert await Answers(archive.known).get("a", lambda: archive.ask("a")) is known

    asyncio.run(run())
    assert archive.asked == []


@pytest.mark.parametrize("told", [True, False])
def test_many_that_want_it_at_once_get_the_same(*, told: bool) -> None:
    archive = _Archive(told=told)

    async def run() -> None:
        answers = Answers(archive.known)
        found = await asyncio.gather(*(answers.get("a", lambda: archive.ask("a")) for _ in range(5)))
        assert len(set(found)) == 1

    asyncio.run(run())
    assert archive.asked == ["a"]


@pytest.mark.parametrize("told", [True, False])
def test_none_is_asked_for_twice_however_many_there_are(*, told: bool) -> None:
    archive, names = _Archive(told=told), [str(number) for number in range(3 * HELD)]

    async def run() -> None:
        answers = Answers(archive.known)
        for name in [*names, *names]:
            await answers.get(name, lambda name=name: archive.ask(name))  # type: ignore[misc]

    asyncio.run(run())
    assert archive.asked == names


def test_what_stands_elsewhere_is_let_go() -> None:
    archive = _Archive(told=True)

    async def run() -> None:
        answers = Answers(archive.known)
        for number in range(3 * HELD):
            await answers.get(str(number), lambda number=number: archive.ask(str(number)))  # type: ignore[misc]
            # As a shelf does, which reads it back where it is wanted.
            archive.known[str(number)] = _Answer()
        gc.collect()
        assert sum(given() is not None for given in archive.given) <= HELD

    asyncio.run(run())
