"""The store that coordinator and workers share: small objects under names, each written whole or not at all.

A store is a folder, or whatever fsspec knows by its URL (S3-compatible storage, Google's, a shared file system). What
makes it fit is that an object can be created by one alone: of several who try at once, one is told that it did.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol


class StoreError(Exception):
    """The store cannot be read or written; the message says where, why, and what to do."""


class MissingExtraError(Exception):
    """A package is not installed that this needs; the message says how to install it."""


class Store(Protocol):
    """Objects by name; names are words joined by slashes. Every method raises StoreError."""

    def put(self, name: str, data: bytes) -> None:
        """Writes an object, over an older one of the name."""

    def create(self, name: str, data: bytes) -> bool:
        """Writes an object if there is none of the name; False where there is one."""

    def get(self, name: str) -> bytes | None:
        """The object, None where there is none."""

    def names(self, folder: str) -> Sequence[str]:
        """The last words of the names in a folder, in no order; () where there is no such folder."""

    def remove(self, folder: str) -> None:
        """Removes all that is in a folder."""


@cache
def open_store(url: str) -> Store:
    """The store at a path or an fsspec URL. Raises MissingExtraError or StoreError."""
    return Folder(Path(url.removeprefix("file://"))) if is_folder(url) else Remote(url)


def is_folder(url: str) -> bool:
    """Whether the store is a folder of this machine, or mounted there."""
    return "://" not in url or url.startswith("file://")


class Folder:
    """A folder, which may be on a file system that machines share. What a kill leaves half written has no name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, data: bytes) -> None:
        """Writes beside, then renames."""
        try:
            written = self._written(name, data)
            written.replace(self._folder / name)
        except OSError as error:
            raise self._refused(name, error) from error

    def create(self, name: str, data: bytes) -> bool:
        """Writes beside, then links: one alone can. What is empty is whole at once."""
        try:
            if not data:
                return self._taken(name)
            written = self._written(name, data)
            try:
                os.link(written, self._folder / name)
            except FileExistsError:
                return False
            finally:
                written.unlink()
        except OSError as error:
            raise self._refused(name, error) from error
        return True

    def get(self, name: str) -> bytes | None:
        """The file's bytes."""
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._refused(name, error) from error

    def names(self, folder: str) -> Sequence[str]:
        """Without what is being written."""
        try:
            return [entry.name for entry in os.scandir(self._folder / folder) if not entry.name.startswith(".")]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._refused(folder, error) from error

    def remove(self, folder: str) -> None:
        """What cannot be removed stays."""
        shutil.rmtree(self._folder / folder, ignore_errors=True)
        with suppress(OSError):
            self._folder.rmdir()  # only where it is empty

    def _taken(self, name: str) -> bool:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return False
        return True

    def _written(self, name: str, data: bytes) -> Path:
        place = (self._folder / name).parent
        place.mkdir(parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(prefix=".", dir=place)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
        except OSError:
            Path(path).unlink(missing_ok=True)
            raise
        return Path(path)

    def _refused(self, name: str, error: OSError) -> StoreError:
        return StoreError(
            f"{self._folder / name}: {error.strerror or error}. See that the store has room and may be written."
        )


class Remote:
    """Whatever fsspec reaches; keys and passwords come from where its driver looks for them, never from the URL."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        fsspec = needed("fsspec")
        try:
            # Listings are asked anew each time: others write what is looked for.
            self._fs, self._root = fsspec.core.url_to_fs(self._url, use_listings_cache=False)
        except ImportError as error:
            raise MissingExtraError(f"{self._url}: {error}. Install the driver on each machine.") from error
        except ValueError as error:
            raise StoreError(f"{self._url}: {error}. Expected a folder or a URL that fsspec knows.") from error

    def put(self, name: str, data: bytes) -> None:
        """One upload, which such stores take whole or not at all."""
        self._write(name, data)

    def create(self, name: str, data: bytes) -> bool:
        """An upload on the condition that the name is free."""
        try:
            self._write(name, data, mode="create")
        except FileExistsError:
            return False
        return True

    def get(self, name: str) -> bytes | None:
        """One download."""
        try:
            found: bytes = self._do("cat_file", name)
        except FileNotFoundError:
            return None
        return found

    def names(self, folder: str) -> Sequence[str]:
        """One listing."""
        try:
            found = self._do("ls", folder, detail=False)
        except FileNotFoundError:
            return ()
        return [str(path).rstrip("/").rpartition("/")[2] for path in found]

    def remove(self, folder: str) -> None:
        """What cannot be removed stays."""
        with suppress(StoreError, FileNotFoundError):
            self._do("rm", folder, recursive=True)

    def _write(self, name: str, data: bytes, **more: str) -> None:
        try:
            self._do("pipe_file", name, data, **more)
        except FileNotFoundError as error:
            raise StoreError(f"{self._url} cannot be written: {error}. See that it exists.") from error

    def _do(self, method: str, name: str, *words: Any, **more: Any) -> Any:
        try:
            return getattr(self._fs, method)(f"{self._root}/{name}", *words, **more)
        except (FileNotFoundError, FileExistsError):
            raise
        except Exception as error:  # drivers have errors of their own, with no ancestor in common
            said = str(error) or type(error).__name__
            raise StoreError(f"{self._url}/{name}: {said}. See that the store can be reached and has room.") from error


def needed(package: str) -> Any:
    """A package of the extra `scale`. Raises MissingExtraError where it is not installed."""
    try:
        return import_module(package)
    except ImportError as error:
        raise MissingExtraError(
            f"{package} is not installed: a cluster needs it on every machine (pip install 'citewatch[scale]')."
        ) from error
