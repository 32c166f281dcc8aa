"""Reads the labelled cases: a citation, what the web and the archive answer, and the verdict a person gives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML

from crawler.judge.verdict import ARCHIVE_REASONS, LIVE_REASONS

HERE = Path(__file__).parent
PARTS = ("developing", "measuring")
HTML = "text/html; charset=utf-8"


class CaseError(ValueError):
    """A case cannot be read; says which file and case, and what is wrong."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Body(_Strict):
    """What is sent: a `page` of pages/ rendered `with` values, the bytes of a `file` of pages/, a `text`, or `hex`."""

    status: int = Field(default=200, ge=200, le=999)
    headers: dict[str, str] = {}
    page: str = ""
    values: dict[str, object] = Field(default={}, alias="with")
    file: str = ""
    text: str = ""
    hex: str = ""
    encoding: str = "utf-8"

    @model_validator(mode="after")
    def _one_source(self) -> Body:
        if sum(map(bool, (self.page, self.file, self.text, self.hex))) > 1:
            raise ValueError("one of page, file, text and hex is expected")
        return self

    def content(self, pages: Path) -> bytes:
        """The body's bytes."""
        if self.hex:
            return bytes.fromhex(self.hex)
        if self.file:
            return (pages / self.file).read_bytes()
        shown = _environment(pages).get_template(self.page).render(self.values) if self.page else self.text
        return shown.encode(self.encoding)

    def all_headers(self) -> dict[str, str]:
        """The headers, Content-Type among them."""
        named = {name.lower() for name in self.headers}
        return self.headers if "content-type" in named else {"Content-Type": HTML, **self.headers}


class Snapshot(Body):
    """A capture of `original`, or of the cited address, at `captured` (YYYYMMDDhhmmss)."""

    captured: str = Field(pattern=r"\d{14}")
    original: str = ""


class Verdict(_Strict):
    """One half of a label."""

    state: str
    reason: str


class Expected(_Strict):
    """The label."""

    live: Verdict
    archive: Verdict | None = None

    @model_validator(mode="after")
    def _of_the_vocabulary(self) -> Expected:
        for verdict, reasons in ((self.live, LIVE_REASONS), (self.archive, ARCHIVE_REASONS)):
            if verdict and verdict.reason not in reasons.get(verdict.state, ()):
                raise ValueError(f"{verdict.state}/{verdict.reason} is no verdict")
        return self


class Case(_Strict):
    """One labelled case. `kind` is the trap that it is about, `language` the page's."""

    name: str = Field(pattern=r"[a-z0-9-]+")
    kind: str = Field(alias="class")
    language: str
    citation: dict[str, object]
    answers: dict[str, Body]
    snapshots: tuple[Snapshot, ...] = ()
    expect: Expected
    why: str
    part: Literal["developing", "measuring"]

    @cached_property
    def pages(self) -> Path:
        """Where its pages are."""
        return HERE / self.part / "pages"


def load_part(part: str, folder: Path = HERE) -> list[Case]:
    """All cases of a part, in the order of the files. Raises CaseError with every fault that there is."""
    cases, faults = [], []
    for file in sorted((folder / part / "cases").glob("*.yaml")):
        for number, raw in enumerate(YAML(typ="safe").load(file) or [], start=1):
            name = raw.get("name", f"case {number}") if isinstance(raw, dict) else f"case {number}"
            try:
                cases.append(Case.model_validate({**raw, "part": part}))
            except (ValidationError, TypeError) as error:
                faults += [f"{file.name}: {name}: {line}" for line in _told(error)]
    names = [case.name for case in cases]
    faults += [f"{name}: more than one case has this name" for name in sorted({n for n in names if names.count(n) > 1})]
    if faults:
        raise CaseError("\n".join(faults))
    return cases


def _told(error: Exception) -> Iterator[str]:
    if isinstance(error, ValidationError):
        for each in error.errors():
            yield f"{'.'.join(map(str, each['loc']))}: {each['msg']}"
    else:
        yield "a mapping is expected"


def _environment(pages: Path) -> Environment:
    # The pages are made by the set's own authors; some show markup that escaping would hide.
    return Environment(loader=FileSystemLoader(pages), autoescape=False, undefined=StrictUndefined)  # noqa: S701
