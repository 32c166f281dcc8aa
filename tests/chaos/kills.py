"""Kills a command at each of its writes in turn, and at random moments: the next one must make it good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.chaos.points import How, Strike
from tests.chaos.rehearsal import Ended, Stage
from tests.chaos.scenes import SCENES, Scene, scene
from tests.chaos.standing import asked_twice, differences, done, files, history, left_behind, torn, unsound, unwitnessed
from tests.chaos.suite import Task, Tried

AT_A_MOMENT = 4
"""One fault in so many is a kill at a random moment, within SQLite's own writes too."""

LONGEST = 0.12
"""Seconds within which a random moment lies: a little longer than an undisturbed command takes."""

_TEARS: tuple[How, ...] = ("kill", "torn", "power")


def faults(task: Task) -> Iterator[Tried]:
    """Kills before the n-th operation, after half of it, and with the loss of all that was never synced."""
    scenes = [scene(name, task.folder) for name in SCENES]
    yield from (Tried(f"nothing at all, in {each.name}", each.wrong) for each in scenes if each.wrong)
    chance = task.chance
    strikes = _strikes(scenes)
    chance.shuffle(strikes)
    for place in range(task.faults):
        if place % AT_A_MOMENT == AT_A_MOMENT - 1:
            played, moment = chance.choice(scenes), chance.uniform(0, LONGEST)
            stage = played.anew()
            killed = stage.run(*played.words, after=moment)
            yield Tried(f"a kill of {played.name} after {moment * 1000:.1f} ms", lost(played, stage, killed))
        elif strikes:
            played, strike = strikes.pop()
            stage = played.anew()
            killed = stage.run(*played.words, strike=strike)
            yield Tried(f"{strike.how} of {played.name} at {played.points[strike.at - 1]}", lost(played, stage, killed))


def _strikes(scenes: Sequence[Scene]) -> list[tuple[Scene, Strike]]:
    return [
        (played, Strike(how, number))
        for played in scenes
        for number, point in enumerate(played.points, start=1)
        for how in _TEARS
        if how != "torn" or any(word in point for word in ("os.write", "os.fsync", "open "))
    ]


def lost(played: Scene, stage: Stage, cut: Ended) -> str:
    """What a command that was `cut` off, and the next one after it, have lost; "" for nothing."""
    at_once = torn(stage, (played.before, played.after)) or unsound(stage)
    if at_once:
        return at_once
    known, over = done(stage) | _answered(played, cut), _is_over(played, stage)
    if over and (gone := _gone(played, stage)):
        return gone
    ended = stage.run(*played.words)
    return (
        _ended_badly(played, ended, over=over)
        or asked_twice(ended)
        or ("" if over else _asked_again(ended, known))
        or unsound(stage)
        or unwitnessed(stage)
        or left_behind(stage)
        or ("" if over else _unlike(played, stage))
        or _not_judged_alike(stage)
    )


def _is_over(played: Scene, stage: Stage) -> bool:
    """Whether the command had done its work before it was cut off: then the next one begins anew."""
    return played.words[0] == "check" and history(stage)["runs"] == played.history["runs"]


def _answered(played: Scene, cut: Ended) -> set[str]:
    """What was asked, answered and written down before the next was asked, where nothing waits for other things."""
    return set() if played.pause else set(cut.asked[:-1])


def _gone(played: Scene, stage: Stage) -> str:
    """What a run that is over should have left in the history, and has not."""
    kept = history(stage)
    missing = sorted(name for name, rows in played.history.items() if not set(rows) <= set(kept[name]))
    return f"a finished run has not all of its {', '.join(missing)}" if missing else unwitnessed(stage)


def _ended_badly(played: Scene, ended: Ended, *, over: bool) -> str:
    expected = (0, 1) if over else (played.end,)
    if ended.status in expected and "Traceback" not in ended.err:
        return ""
    return f"the next command ended with {ended.status}: {ended.err.strip()[-300:]}"


def _asked_again(ended: Ended, known: set[str]) -> str:
    again = sorted(known & set(ended.asked))
    return f"asked again though it was recorded: {again[:2]}" if again else ""


def _unlike(played: Scene, stage: Stage) -> str:
    return differences(files(stage), played.after) or differences(history(stage), played.history)


def _not_judged_alike(stage: Stage) -> str:
    """Judged anew on its stored evidence, the run says the same."""
    before = files(stage)
    ended = stage.run("report", "--rejudge")
    if ended.status:
        return f"cannot be judged anew: {ended.err.strip()[-300:]}"
    return differences(files(stage), before)
