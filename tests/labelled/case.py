"""Reads the labelled cases: a citation, what the web and the archive answer, and the verdict a person gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from crawler.judge.verdict import ARCHIVE_REASONS, LIVE_REASONS
from crawler.references.citation import Citation, key_of

HERE = Path(__file__).parent
PARTS = ("developing", "measuring")
HTML = "text/html; charset=utf-8"
CITATION_KEYS = {key_of(part.name) for part in fields(Citation)} - {"number", "group", "cited-by"}


class CaseError(ValueError):
    """Cases cannot be read; a line for each fault says which file and case, and what is expected."""


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
        # What an old charset lacks stands there as a reference, as such sites write it.
        return shown.encode(self.encoding, "xmlcharrefreplace")

    def all_headers(self) -> dict[str, str]:
        """The headers, Content-Type among them."""
        named = {name.lower() for name in self.headers}
        return self.headers if "content-type" in named else {"Content-Type": HTML, **self.headers}


class Snapshot(Body):
    """A capture of `original`, or of the cited address, at `captured` (YYYYMMDDhhmmss)."""

    captured: str = Field(pattern=r"^\d{14}$")
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

    name: str = Field(pattern=r"^[a-z0-9-]+$")
    kind: str = Field(alias="class")
    language: str
    citation: dict[str, object]
    answers: dict[str, Body]
    snapshots: tuple[Snapshot, ...] = ()
    expect: Expected
    why: str
    pages: Path

    @field_validator("citation")
    @classmethod
    def _of_references_yaml(cls, citation: dict[str, object]) -> dict[str, object]:
        unknown = sorted(set(citation) - CITATION_KEYS)
        if unknown:
            raise ValueError(f"references.yaml knows no {', '.join(unknown)}")
        if not citation.get("url"):
            raise ValueError("url is missing")
        # YAML reads 2018-03-14 and 2018 as a date and a number; references.yaml has words.
        return {key: str(value) if isinstance(value, date | int) else value for key, value in citation.items()}

    @model_validator(mode="after")
    def _bodies_can_be_made(self) -> Case:
        for place, body in [*self.answers.items(), *((each.captured, each) for each in self.snapshots)]:
            try:
                body.content(self.pages)
            except (OSError, ValueError, LookupError, TemplateError) as error:
                raise ValueError(f"the body of {place} cannot be made: {type(error).__name__}: {error}") from error
        return self


def load_part(part: str, folder: Path = HERE) -> list[Case]:
    """All cases of a part, in the order of the files. Raises CaseError with every fault that there is."""
    cases: list[Case] = []
    faults: list[str] = []
    for file in sorted((folder / part / "cases").glob("*.yaml")):
        for name, raw in _entries(file, faults):
            try:
                cases.append(Case.model_validate({**raw, "pages": folder / part / "pages"}))
            except ValidationError as error:
                faults += [f"{file.name}: {name}: {line}" for line in _told(error)]
    times = Counter(case.name for case in cases)
    faults += [f"{name}: {count} cases have this name" for name, count in times.items() if count > 1]
    if faults:
        raise CaseError("\n".join(faults))
    return cases


def _entries(file: Path, faults: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
    """Each case of a file, unchecked, with its name or its place."""
    try:
        listed = YAML(typ="safe").load(file)
    except YAMLError as error:
        faults.append(f"{file.name}: no YAML: {error}")
        return
    if not isinstance(listed, list):
        faults.append(f"{file.name}: a list of cases is expected")
        return
    for number, raw in enumerate(listed, start=1):
        if isinstance(raw, dict):
            yield str(raw.get("name", f"case {number}")), raw
        else:
            faults.append(f"{file.name}: case {number}: a mapping is expected")


def _told(error: ValidationError) -> Iterator[str]:
    for each in error.errors():
        yield f"{'.'.join(map(str, each['loc']))}: {each['msg'].removeprefix('Value error, ')}".removeprefix(": ")


@cache
def _environment(pages: Path) -> Environment:
    # The pages are made by the set's own authors; some show markup that escaping would hide.
    return Environment(loader=FileSystemLoader(pages), autoescape=False, undefined=StrictUndefined)  # noqa: S701
