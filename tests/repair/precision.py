"""`python -m tests.repair.precision [WORKS]`: how many of the changes that repair proposes are right, how many missed.

Works of our own writing, each cited in every one of the ways of KINDS; what is true of them is known because we made
it. The program checks them all and repairs references.yaml, and an article that cites some of them; each changed key,
and each line of the article, is held against what an editor would change.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from crawler.references.citation import Citation, as_mapping
from crawler.references.document import load
from tests.program import Program
from tests.repair.kinds import KINDS, WRITTEN, Kind, answer, captures, citation, routes, wanted, written
from tests.web.archive import TIMEMAP, archive_site, second_archive
from tests.web.moved import Work, works
from tests.web.server import Web
from tests.web.site import Site, site

USUAL = 4
"""Works: 236 citations take a minute or two."""

PROPOSED = ("archive-url", "archive-date", "url-status", "cleared", "url", "article")
"""The sorts of proposals: `cleared` is a url-status that goes back to live, `article` a line of wikitext."""


@dataclass(frozen=True, slots=True)
class Case:
    """One citation: which kind, of which work, at which host."""

    name: str
    work: Work
    host: str
    shown: str = ""

    @property
    def kind(self) -> Kind:
        return KINDS[self.name]


@dataclass(slots=True)
class Measured:
    """How many proposals of each sort were right, wrong and missed, and what was not as it should be, in words."""

    citations: int
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        rows = "\n".join(map(self._row, (*PROPOSED, "all")))
        faults = "".join(f"\n{fault}" for fault in self.faults)
        return (
            f"{self.citations} citations of {len(KINDS)} kinds.\n"
            "| proposal | made | right | wrong | missed | precision | recall |\n"
            "| --- | --- | --- | --- | --- | --- | --- |\n"
            f"{rows}{faults}"
        )

    def _row(self, sort: str) -> str:
        right, wrong, missed = (
            each.total() if sort == "all" else each[sort] for each in (self.right, self.wrong, self.missed)
        )
        made, there = right + wrong, right + missed
        shares = [f"{right / whole:.3f}" if whole else "-" for whole in (made, there)]
        return f"| {sort} | {made} | {right} | {wrong} | {missed} | {' | '.join(shares)} |"


def measure(folder: Path, cited: Iterable[Work], *options: str) -> Measured:
    """Checks and repairs the works in all KINDS in `folder`; `options` are repair's."""
    cases = [
        Case(name, work, f"w{place}-{number}.example")
        for number, work in enumerate(cited)
        for place, name in enumerate(KINDS)
    ]
    with Web(list(_sites(cases))) as web:
        program = Program(folder, web, (f"CITEWATCH_TIMEMAPS={TIMEMAP}",))
        program.cite([citation(case.kind, case.work, case.host) for case in cases])
        path = folder / "references.yaml"
        before = load(path).references
        program.check()
        program.run("repair", "--write", *options)
        after = load(path).references
        lines = [written(name, case.host) for name, case in _lines(cases)]
        article = folder / "article.wikitext"
        article.write_text("".join(f"{line}\n" for line, _ in lines), encoding="utf-8")
        program.run("repair", "--wikitext", str(article), "--write", *options)
        repaired = article.read_text(encoding="utf-8").splitlines()
    measured = counted(cases, before, after)
    for (name, case), (line, right), made in zip(_lines(cases), lines, repaired, strict=True):
        changed = {"article": made} if made != line else {}
        _count(measured, replace(case, shown=name), changed, {"article": (right,)} if right != line else {})
    return measured


def _lines(cases: list[Case]) -> list[tuple[str, Case]]:
    """The ways of WRITTEN, each with all cases of its kind."""
    return [(name, case) for name, (kind, _, _) in WRITTEN.items() for case in cases if case.name == kind]


def _sites(cases: list[Case]) -> Iterator[Site]:
    yield archive_site([each for case in cases for each in captures(case.kind.captures, case.work, case.host)])
    yield second_archive([each for case in cases for each in captures(case.kind.second, case.work, case.host)])
    for case in cases:
        yield site(case.host, routes(case.kind.now, case.work, case.host))
        if case.kind.new:
            yield site(f"new-{case.host}", {"/2018/story": answer(case.kind.new, case.work, case.host)})


def counted(cases: list[Case], before: tuple[Citation, ...], after: tuple[Citation, ...]) -> Measured:
    """Holds the citations after the repair against those before it and what is right of each."""
    measured = Measured(citations=len(cases))
    for case, ours, theirs in zip(cases, before, after, strict=True):
        old, new = as_mapping(ours), as_mapping(theirs)
        made = {key: str(value) for key, value in new.items() if old.get(key) != value}
        _count(measured, case, made, wanted(case.kind, case.host))
    return measured


def _count(measured: Measured, case: Case, made: Mapping[str, str], right: Mapping[str, tuple[str, ...]]) -> None:
    for key in dict.fromkeys((*made, *right)):
        value, fitting = made.get(key, ""), right.get(key, ())
        sort = "cleared" if "live" in (value, *fitting) else key
        if value and value in fitting:
            measured.right[sort] += 1
            continue
        measured.wrong[sort] += bool(value)
        measured.missed[sort] += bool(fitting)
        measured.faults.append(
            f"{case.shown or case.name} ({case.work.name}): {key} {value or 'left'}, right: {fitting or 'left'}"
        )


def main() -> None:
    """Prints what was measured, of so many works as are named, else of USUAL."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL
    with tempfile.TemporaryDirectory(prefix="precision-") as made:
        run = Path(made, "run")
        run.mkdir()
        sys.stdout.write(f"{measure(run, islice(works(), most))}\n")


if __name__ == "__main__":
    main()
