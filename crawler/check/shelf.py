"""What was seen, as a mapping that holds addresses alone: what they showed is read back when it is wanted.

A run of a hundred thousand citations so needs no more memory for its evidence than one of a hundred.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, MutableMapping
from tempfile import TemporaryFile
from typing import Generic, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

AT_HAND = 64
"""How many are held as they are: what has just come is mostly what is asked for next."""

FAST = 1
"""zlib's level for what is read back once and then thrown away."""


class Shelf(MutableMapping[str, T], Generic[T]):
    """By address, in the order in which the addresses came first.

    `read` gives what an address showed, from where it was written down. Whoever puts something here writes it down
    before another AT_HAND have come.
    """

    def __init__(self, read: Callable[[str], T]) -> None:
        self._read = read
        self._addresses: dict[str, None] = {}
        self._at_hand: OrderedDict[str, T] = OrderedDict()

    def take_note(self, address: str) -> None:
        """What this address showed is written down already."""
        self._addresses[address] = None

    def __getitem__(self, address: str) -> T:
        if address in self._at_hand:
            self._at_hand.move_to_end(address)
            return self._at_hand[address]
        if address not in self._addresses:
            raise KeyError(address)
        item = self._read(address)
        self._hold(address, item)
        return item

    def __setitem__(self, address: str, item: T) -> None:
        self._addresses[address] = None
        self._hold(address, item)

    def __delitem__(self, address: str) -> None:
        del self._addresses[address]
        self._at_hand.pop(address, None)

    def __contains__(self, address: object) -> bool:
        return address in self._addresses

    def __iter__(self) -> Iterator[str]:
        return iter(self._addresses)

    def __len__(self) -> int:
        return len(self._addresses)

    def _hold(self, address: str, item: T) -> None:
        self._at_hand[address] = item
        self._at_hand.move_to_end(address)
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)


class Spool(MutableMapping[str, T], Generic[T]):
    """The same for what is written down nowhere else: in a file without a name, where temporary files lie (`TMPDIR`).

    Nothing of it is left behind, whatever ends the process. `form` is the JSON in which it stands there. Putting
    something here raises OSError where the disk is full.
    """

    def __init__(self, form: TypeAdapter[T]) -> None:
        self._form = form
        self._file = TemporaryFile(prefix="citewatch-", buffering=0)  # noqa: SIM115 - `close` closes it
        self._places: dict[str, tuple[int, int]] = {}
        self._shelf = Shelf(self._from_file)

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()

    def __getitem__(self, address: str) -> T:
        return self._shelf[address]

    def __setitem__(self, address: str, item: T) -> None:
        packed = zlib.compress(self._form.dump_json(item), FAST)
        start, waiting = self._file.seek(0, 2), memoryview(packed)
        while waiting:
            waiting = waiting[self._file.write(waiting) :]
        self._places[address] = (start, len(packed))
        self._shelf[address] = item

    def __delitem__(self, address: str) -> None:
        del self._shelf[address]
        del self._places[address]

    def __contains__(self, address: object) -> bool:
        return address in self._shelf

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf)

    def __len__(self) -> int:
        return len(self._shelf)

    def _from_file(self, address: str) -> T:
        start, length = self._places[address]
        self._file.seek(start)
        return self._form.validate_json(zlib.decompress(self._file.read(length)))
