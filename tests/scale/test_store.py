"""The store: whole objects by name, and names that one alone can take."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from crawler.scale.store import Folder, MissingExtraError, Store, StoreError, is_folder, needed, open_store
from tests.program import ROOT


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "store") if request.param == "folder" else f"memory://{uuid4().hex}")


def test_what_is_put_is_there(store: Store) -> None:
    store.put("run/parcels/one", b"facts")
    assert store.get("run/parcels/one") == b"facts"


def test_what_is_put_again_replaces_it(store: Store) -> None:
    store.put("run/one", b"first")
    store.put("run/one", b"second")
    assert store.get("run/one") == b"second"


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.get("run/nothing") is None


def test_an_empty_object_is_an_object(store: Store) -> None:
    store.put("run/empty", b"")
    assert store.get("run/empty") == b""


def test_a_folder_has_the_last_words_of_its_names(store: Store) -> None:
    store.put("run/parcels/a/one", b"1")
    store.put("run/parcels/a/two", b"2")
    store.put("run/parcels/b/three", b"3")
    assert sorted(store.names("run/parcels/a")) == ["one", "two"]


def test_a_folder_that_is_not_there_has_no_names(store: Store) -> None:
    assert list(store.names("run/leases")) == []


def test_names_are_listed_anew_each_time(store: Store) -> None:
    assert list(store.names("run/turns")) == []
    store.put("run/turns/1", b"")
    assert list(store.names("run/turns")) == ["1"]


def test_a_name_can_be_taken_once(store: Store) -> None:
    assert store.create("run/leases/1", b"mine")
    assert not store.create("run/leases/1", b"yours")
    assert store.get("run/leases/1") == b"mine"


def test_a_name_that_was_put_is_taken(store: Store) -> None:
    store.put("run/leases/1", b"mine")
    assert not store.create("run/leases/1", b"yours")


def test_a_folder_is_removed_with_all_in_it(store: Store) -> None:
    store.put("run/parcels/a/one", b"1")
    store.put("other/one", b"1")
    store.remove("run")
    assert store.get("run/parcels/a/one") is None
    assert store.get("other/one") == b"1"


def test_removing_what_is_not_there_is_nothing(store: Store) -> None:
    store.remove("run")
    assert store.get("run/one") is None


def test_of_many_who_try_for_a_name_one_gets_it(tmp_path: Path) -> None:
    store = Folder(tmp_path)
    names = [f"turns/{number}" for number in range(50)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda name: store.create(name, b""), [name for name in names for _ in range(8)]))
    assert sum(found) == len(names)


def test_of_many_processes_one_gets_a_name(tmp_path: Path) -> None:
    words = "import sys; from crawler.scale.store import Folder; from pathlib import Path; "
    words += "print(sum(Folder(Path(sys.argv[1])).create(f'turns/{n}', b'') for n in range(100)))"
    command = [sys.executable, "-c", words, str(tmp_path)]
    tries = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert sum(int(each.communicate()[0]) for each in tries) == 100


def test_what_is_being_written_has_no_name(tmp_path: Path) -> None:
    store = Folder(tmp_path)
    store.put("run/one", b"1")
    (tmp_path / "run" / ".half-written").write_bytes(b"")
    assert store.names("run") == ["one"]


def test_an_empty_store_s_own_folder_goes_with_its_last_run(tmp_path: Path) -> None:
    store = Folder(tmp_path / "cluster")
    store.put("run/one", b"1")
    store.remove("run")
    assert not (tmp_path / "cluster").exists()


@pytest.fixture
def full_disk() -> object:
    """No file may grow beyond 100 bytes, as on a disk that is full."""
    import signal  # noqa: PLC0415 - for this test alone

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    yield None
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("write", [Folder.put, Folder.create])
def test_a_full_store_says_so_and_leaves_nothing(tmp_path: Path, write: Callable[[Folder, str, bytes], object]) -> None:
    store = Folder(tmp_path)
    with pytest.raises(StoreError, match=r"File too large\. See that the store has room"):
        write(store, "run/one", b"x" * 200)
    assert store.get("run/one") is None
    assert os.listdir(tmp_path / "run") == []  # noqa: PTH208 - hidden names too


def test_a_folder_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    with pytest.raises(StoreError, match="store/run/one: "):
        Folder(tmp_path / "store").put("run/one", b"1")


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("/srv/store", True),
        ("store", True),
        ("file:///srv/store", True),
        ("s3://bucket/store", False),
        ("memory://x", False),
    ],
)
def test_a_path_is_a_folder(url: str, *, folder: bool) -> None:
    assert is_folder(url) is folder


def test_a_file_url_is_its_path(tmp_path: Path) -> None:
    open_store(f"file://{tmp_path}/store").put("one", b"1")
    assert (tmp_path / "store" / "one").read_bytes() == b"1"


def test_an_unknown_kind_of_store_is_an_error() -> None:
    with pytest.raises(StoreError, match=r"nowhere://bucket: .*Expected a folder or a URL that fsspec knows"):
        open_store("nowhere://bucket")


def test_what_is_not_installed_says_how_to_install_it() -> None:
    with pytest.raises(MissingExtraError, match=r"no_such_engine is not installed: .*pip install 'citewatch\[scale\]'"):
        needed("no_such_engine")


def test_the_core_imports_no_engine() -> None:
    words = "import sys; import crawler.cli, crawler.scale.fork_server, crawler.scale.coordinator; "
    words += "print([name for name in ('dask', 'distributed') if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
