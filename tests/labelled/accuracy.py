"""`make accuracy`: how right citewatch is on labelled cases, beside what other checkers would say.

The cases are served over real sockets on this machine, and checked by the program itself.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.labelled.baselines import BASELINES
from tests.labelled.case import PARTS, Case, load_part
from tests.labelled.measure import Outcome, accuracy, reasons_right, taken_for
from tests.labelled.serving import citations, sites
from tests.labelled.tables import render
from tests.program import Program
from tests.web.server import Web

SETTINGS = ("CITEWATCH_RETRY_DELAY=0.01", "DOWNLOAD_TIMEOUT=10", "CONCURRENT_REQUESTS=8", "RETRY_TIMES=1")
PATIENCE = 900
"""Seconds for the whole check."""


def measured(cases: Sequence[Case]) -> tuple[list[Outcome], list[Outcome], dict[str, list[Outcome]]]:
    """What citewatch said of the live pages, what of the snapshots, and what each baseline said of the live pages."""
    with tempfile.TemporaryDirectory() as folder, Web(sites(cases)) as web:
        rows = _checked(Program(Path(folder), web, SETTINGS), cases)
        live = [_outcome(case, row["live"], "live") for case, row in zip(cases, rows, strict=True)]
        archive = [
            _outcome(case, row["archive"], "archive")
            for case, row in zip(cases, rows, strict=True)
            if case.expect.archive
        ]
        others = {
            name: [_said(case, say(web, str(case.citation["url"]))) for case in cases]
            for name, say in BASELINES.items()
        }
    return live, archive, others


def _checked(program: Program, cases: Sequence[Case]) -> list[dict[str, Any]]:
    program.cite(citations(cases))
    with program.start("check", *program.network(), "--quiet") as process:
        _, err = process.communicate(timeout=PATIENCE)
    if process.returncode not in (0, 1):
        sys.exit(f"The check did not come to its end (exit {process.returncode}):\n{err}")
    rows: list[dict[str, Any]] = program.latest()["references"]
    return rows


def _outcome(case: Case, verdict: dict[str, Any], half: str) -> Outcome:
    expected = case.expect.archive if half == "archive" and case.expect.archive else case.expect.live
    return Outcome(
        name=case.name,
        kind=case.kind,
        language=case.language,
        expected=(expected.state, expected.reason),
        found=(verdict["state"], verdict["reason"]),
        confidence=verdict["confidence"],
    )


def _said(case: Case, state: str) -> Outcome:
    expected = (case.expect.live.state, case.expect.live.reason)
    return Outcome(name=case.name, kind=case.kind, language=case.language, expected=expected, found=(state, ""))


def _summary(live: Sequence[Outcome], archive: Sequence[Outcome]) -> dict[str, object]:
    worthless = [each for each in archive if each.expected[0] != "good" and each.found[0] == "good"]
    return {
        "cases": len(live),
        "live_accuracy": str(accuracy(live)),
        "live_reasons": str(reasons_right(live)),
        "living_called_dead": [each.name for each in taken_for(live, "alive", "dead")],
        "archive_accuracy": str(accuracy(archive)),
        "worthless_called_good": [each.name for each in worthless],
        "wrong": [
            {"name": each.name, "expected": each.expected, "found": each.found} for each in live if not each.right
        ],
    }


def main() -> None:
    """Measures one part of the set and prints the tables; exits 0 whatever the figures are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="measuring")
    parser.add_argument("--show-wrong", action="store_true", help="list the cases that were judged otherwise")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    options = parser.parse_args()
    cases = load_part(options.part)
    print(f"Serving and checking the {len(cases)} cases of the {options.part} part ...", flush=True)  # noqa: T201 - a command
    live, archive, others = measured(cases)
    print(render(live, archive, others, show_wrong=options.show_wrong))  # noqa: T201 - a command
    if options.json:
        options.json.write_text(json.dumps(_summary(live, archive), indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
