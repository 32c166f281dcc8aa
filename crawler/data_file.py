"""The tables that stand beside the code: word lists and templates' names, as YAML with their sources noted."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import yaml

_CORE = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "null"))


class _Table(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2's core schema: `no`, `on` and days are text, as whoever writes a list of words expects.

    By libyaml where it is there: a process reads half a megabyte of word lists before it can judge.
    """


_Table.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in known if tag in _CORE]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Table.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def read_table(package: str, name: str) -> Any:
    """What the YAML file `name` of `package` holds."""
    text = files(package).joinpath(name).read_text("utf-8")
    return yaml.load(text, _Table)  # noqa: S506 - a SafeLoader
