"""Statements and pages of many languages, from a folder with a YAML file for each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def spoken(folder: str, kind: str) -> dict[str, Any]:
    """What the files of a folder beside this module list as `kind`, by language, kind and place in the list."""
    files = sorted(Path(__file__).with_name(folder).glob("*.yaml"))
    assert files, f"{folder} has no file"
    return {
        f"{path.stem}-{kind}-{number}": each
        for path in files
        for number, each in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))[kind], 1)
    }
