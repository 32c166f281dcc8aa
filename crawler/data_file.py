"""The tables that stand beside the code: word lists and templates' names, as YAML with their sources noted."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML


def read_table(package: str, name: str) -> Any:
    """What the YAML file `name` of `package` holds."""
    return YAML(typ="safe", pure=True).load(files(package).joinpath(name).read_text("utf-8"))
