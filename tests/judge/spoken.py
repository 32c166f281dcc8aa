"""Statements of many languages, from a folder with a YAML file for each."""

from __future__ import annotations

from pathlib import Path

import yaml


def spoken(folder: str, kind: str) -> dict[str, list[str]]:
    """What the files of a folder beside this module list as `kind`, by language."""
    files = sorted(Path(__file__).with_name(folder).glob("*.yaml"))
    assert files, f"{folder} has no file"
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))[kind] for path in files}
