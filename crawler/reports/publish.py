"""Puts a report's files in place so that a reader finds each one old or new, never half of it."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copyfileobj

from crawler.history.record import Report
from crawler.reports.half_written import alone_in, beside
from crawler.reports.registry import REPORTS, in_pieces

Content = str | Iterable[str] | Path
CHUNK = 1 << 18
"""Bytes written at a time."""

RUNS = "runs"
RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,199}")
"""What may name a folder anywhere: no separator, no leading dot, no longer than file systems allow."""


class PublishError(OSError):
    """The reports could not be written; says which file, why, and what to do."""


def publish(report: Report, folder: Path, more: Mapping[str, str] | None = None, *, newest: bool = True) -> list[Path]:
    """Writes every report into `folder/runs/RUN-ID/` and `folder/`, and returns the paths, the run's own first.

    `more` are further files (name to text). A run that is not the `newest` is written into its own folder only.
    All texts are made and all files written in full, piece by piece, under temporary names, in the folder where they
    belong, and are on the disk before the first is renamed. A failure before that leaves every old file as it was; a
    rename that fails leaves each file whole, old or new. Temporary files are removed either way.

    Raises:
        PublishError: a folder or file could not be written, or the run's id cannot name a folder.
    """
    run_folder = folder / RUNS / _folder_name(report.run.id)
    texts = {**(more or {}), **{name: in_pieces(name, report) for name in REPORTS}}
    targets: dict[Path, Content] = {run_folder / name: text for name, text in texts.items()}
    if newest:
        targets |= {folder / name: run_folder / name for name in texts}
    put_in_place(targets, folder)
    return list(targets)


def put_in_place(targets: Mapping[Path, Content], folder: Path) -> None:
    """Writes all files in full, then renames them into place; `folder` is the one that a person would look at.

    A file whose content is a path is the same as the target of that path, which comes before it.

    Raises:
        PublishError: a folder or file could not be written.
    """
    with ExitStack() as folders:
        folders.enter_context(_told(folder))
        for place in sorted({target.parent for target in targets}):
            folders.enter_context(_made(place))
            folders.enter_context(alone_in(place))
        _replace_all(targets)


def _folder_name(run_id: str) -> str:
    if not RUN_ID.fullmatch(run_id):
        raise PublishError(
            f"The run's id {run_id!r} cannot name a folder: letters, digits and . _ + - are expected, a letter or "
            "digit first. Nothing was written; run `citewatch check` anew.",
        )
    return run_id


def _replace_all(targets: Mapping[Path, Content]) -> None:
    written: dict[Path, Path] = {}
    try:
        for target, content in targets.items():
            written[target] = beside(target)
            _refuse_folder(target)
            _write(written[target], written[content] if isinstance(content, Path) else content)
        for target, temporary in written.items():
            temporary.replace(target)
        for folder in {target.parent for target in targets}:
            _flush(folder)
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def _refuse_folder(target: Path) -> None:
    # The rename would fail on it, but only after others had been renamed.
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder stands where the file belongs", str(target))


def _write(path: Path, content: Content) -> None:
    with path.open("xb", buffering=CHUNK) as file:
        if isinstance(content, Path):
            with content.open("rb") as same:
                copyfileobj(same, file, CHUNK)
        else:
            for piece in [content] if isinstance(content, str) else content:
                file.write(piece.encode())
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """A rename is on the disk once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """The folder with its parents; those made here go again if the writing fails."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for place in missing:
            _remove_empty(place)
        raise


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # never made, or somebody else's file is in it


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename or str(folder)
        raise PublishError(
            f"The reports could not be written: {place}: {error.strerror or error}. The reports of the last run stand. "
            f"Make room or allow writing in {folder}, then run `citewatch report`.",
        ) from error
