"""References as JSON Lines: an object a line, with the keys of an entry of references.yaml; read a line at a time.

The first line may be {"article": {...}}. `parse(dump(x)) == x`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crawler.references import form
from crawler.references.citation import Citation, References, as_mapping
from crawler.references.json_nodes import NotANodeError, node_of
from crawler.references.problem import Problem
from crawler.references.text_lines import Line, lines_in, lines_of
from crawler.references.yaml_tree import Node

_EXPECTED = 'expected one reference a line, such as {"number": 1, "title": "A story", "url": "https://..."}'


def load(path: Path) -> References:
    """The references in the file. Raises ReferencesError, which names every problem with its line."""
    problems: list[Problem] = []
    return _read(lines_of(path, problems), str(path), problems)


def parse(text: str, name: str = "references.jsonl") -> References:
    """The references in a text; `name` stands for the file in messages. Raises ReferencesError."""
    problems: list[Problem] = []
    return _read(lines_in(text, name, problems), name, problems)


def dump(references: References) -> str:
    """The text of a list in JSON Lines."""
    article = {key: value for key, value in asdict(references.article).items() if value}
    lines: list[dict[str, Any]] = [{"article": article}] if article else []
    lines += [entry_of(citation) for citation in references.references]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def entry_of(citation: Citation) -> dict[str, Any]:
    """A citation as an entry of references.yaml, with what it says only."""
    places = [asdict(place) for place in citation.cited_by]
    return {"number": citation.number, **as_mapping(citation), **({"cited-by": places} if places else {})}


def _read(lines: Iterable[Line], name: str, problems: list[Problem]) -> References:
    return form.read_entries(_nodes(lines, name, problems), name, problems, _EXPECTED)


def _nodes(lines: Iterable[Line], name: str, problems: list[Problem]) -> Iterator[Node]:
    """The value on each line that has one; a line that has none is a problem, and the next one counts again."""
    for line in lines:
        if not line.text.strip():
            continue
        try:
            yield node_of(line.text, line.number)
        except NotANodeError as error:
            cut = "the last line is cut off; see that the whole file has come" if not line.ends else str(error)
            problems.append(
                Problem(file=name, line=line.number, column=error.column, where="", message=f"{cut}; {_EXPECTED}")
            )
        if len(problems) >= form.MOST_PROBLEMS:
            return
