"""`python -m benchmarks [PART ...] [--full]`: measures the parts named (without any, all of them)."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from benchmarks import crawling, growth, judging, politeness, reading, recheck, steps

PARTS: dict[str, Callable[..., None]] = {
    "judging": judging.measure_all,
    "steps": steps.measure,
    "reading": reading.measure,
    "crawling": crawling.measure,
    "recheck": recheck.measure,
    "growth": growth.measure,
    "politeness": politeness.measure,
}


def main() -> None:
    """Parses, and runs one part after another: two at a time would measure each other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures what citewatch costs.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; all without it")
    parser.add_argument("--full", action="store_true", help="the large sizes too (an hour)")
    chosen = parser.parse_args()
    unknown = [part for part in chosen.parts if part not in PARTS]
    if unknown:
        parser.error(f"unknown part {unknown[0]}; expected {', '.join(PARTS)}")
    for part in chosen.parts or PARTS:
        PARTS[part](full=chosen.full)


if __name__ == "__main__":
    main()
