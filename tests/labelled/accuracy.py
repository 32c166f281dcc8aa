"""`make accuracy`: how right citewatch is on labelled cases, beside what other checkers would say.

The cases are served over real sockets on this machine, and checked by the program itself.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.labelled.baselines import CHECKERS, Checker, Said
from tests.labelled.case import PARTS, Case, Verdict, load_part
from tests.labelled.figures import figures
from tests.labelled.measure import Outcome
from tests.labelled.serving import citations, sites
from tests.labelled.soft404 import Soft404Error
from tests.labelled.tables import render
from tests.program import Program
from tests.web.server import Web

SETTINGS = ("CITEWATCH_RETRY_DELAY=0.01", "DOWNLOAD_TIMEOUT=10", "CONCURRENT_REQUESTS=8", "RETRY_TIMES=1")
PATIENCE = 900
"""Seconds for the whole check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What citewatch said of live pages and of snapshots, what others said of the live pages, and who could not."""

    live: list[Outcome]
    archive: list[Outcome]
    others: dict[str, list[Outcome]]
    missing: tuple[str, ...] = ()


def measured(cases: Sequence[Case], checkers: Mapping[str, Checker]) -> Measured:
    """Serves the cases, and lets citewatch and the other checkers at them."""
    with tempfile.TemporaryDirectory() as folder, Web(sites(cases)) as web:
        rows = _checked(Program(Path(folder) / "work", web, SETTINGS), cases)
        others, missing = _others(web, cases, checkers)
    pairs = list(zip(cases, rows, strict=True))
    return Measured(
        live=[_outcome(case, case.expect.live, row["live"]) for case, row in pairs],
        archive=[_outcome(case, label, row["archive"]) for case, row in pairs if (label := case.expect.archive)],
        others=others,
        missing=missing,
    )


def _checked(program: Program, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """latest.json's rows, in the order of the cases."""
    program.folder.mkdir()
    program.cite(citations(cases))
    with program.start("check", *program.network(), "--quiet") as process:
        _, err = process.communicate(timeout=PATIENCE)
    if process.returncode not in (0, 1) or not (program.reports / "latest.json").exists():
        sys.exit(f"The check did not come to its end (exit {process.returncode}):\n{err}")
    rows: list[dict[str, Any]] = program.latest()["references"]
    return rows


def _others(
    web: Web, cases: Sequence[Case], checkers: Mapping[str, Checker]
) -> tuple[dict[str, list[Outcome]], tuple[str, ...]]:
    """The others' outcomes by their names, and a line for each that cannot be run here."""
    urls = [str(case.citation["url"]) for case in cases]
    outcomes, missing = {}, []
    for name, check in checkers.items():
        try:
            outcomes[name] = [_said(*pair) for pair in zip(cases, check(web, urls), strict=True)]
        except Soft404Error as error:
            missing.append(f"{name} is not compared, as it cannot be run here: {error}")
    return outcomes, tuple(missing)


def _outcome(case: Case, label: Verdict, found: Mapping[str, Any]) -> Outcome:
    return Outcome(
        name=case.name,
        kind=case.kind,
        language=case.language,
        expected=(label.state, label.reason),
        found=(found["state"], found["reason"]),
        confidence=found["confidence"],
    )


def _said(case: Case, said: Said) -> Outcome:
    return _outcome(case, case.expect.live, {"state": said[0], "reason": said[1], "confidence": None})


def main() -> None:
    """Measures one part of the set and prints the tables; exits 0 whatever the figures are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="measuring")
    parser.add_argument("--show-wrong", action="store_true", help="list the cases that were judged otherwise")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    options = parser.parse_args()
    cases = load_part(options.part)
    print(f"Serving and checking the {len(cases)} cases of the {options.part} part ...", flush=True)  # noqa: T201 - a command
    all_said = measured(cases, CHECKERS)
    shown = render(all_said.live, all_said.archive, all_said.others, show_wrong=options.show_wrong)
    print(shown, *all_said.missing, sep="\n")  # noqa: T201 - a command
    if options.json:
        counted = {"part": options.part, **figures(all_said.live, all_said.archive, all_said.others)}
        options.json.write_text(json.dumps(counted, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
