"""Files of named arrays: written once, then mapped into memory and read where they lie.

A magic number with the version, the arrays one after another at multiples of 8 bytes, a directory
of them in JSON, and at the very end where the directory lies. Numbers are in the byte order of
the machine that wrote them, which the directory names: in practice little-endian.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias, cast

if TYPE_CHECKING:  # reading needs no NumPy
    import numpy as np
    from numpy.typing import NDArray
    from typing_extensions import Buffer

    Items: TypeAlias = Buffer | NDArray[np.integer[Any]]

TypeCode: TypeAlias = Literal["B", "b", "H", "h", "I", "i", "Q", "q"]
"""The type of an array's items, as `array` and `struct` name it."""

_MAGIC = b"nsarray1"
_END = struct.Struct("<QQ8s")  # where the directory begins, its length, the magic number again
_ALIGNMENT = 8
_SIGNED: dict[int, TypeCode] = {1: "b", 2: "h", 4: "i", 8: "q"}
_UNSIGNED: dict[int, TypeCode] = {1: "B", 2: "H", 4: "I", 8: "Q"}
_SIZES: dict[TypeCode, int] = {
    code: size for codes in (_SIGNED, _UNSIGNED) for size, code in codes.items()
}


class ArrayFileWriter:
    """Writes a file of named arrays, one after another.

    As a context it closes the file at the end, and after an error leaves it unreadable.
    """

    def __init__(self, path: Path) -> None:
        """Begins the file, in place of one that is there. Raises `OSError`."""
        self._file = path.open("wb")
        self._directory: dict[str, tuple[TypeCode, int, int]] = {}
        self._end = self._file.write(_MAGIC)
        self._writing = False

    def add(self, name: str, items: Items) -> None:
        """Write a whole array: bytes, an `array`, an array of NumPy's.

        Raises `ValueError` for a name that is there already, and for items that are no integers
        or do not lie side by side.
        """
        with memoryview(cast("Buffer", items)) as view, self.array(name, _type_code(view)) as out:
            out.write(view)

    @contextmanager
    def array(self, name: str, typecode: TypeCode) -> Iterator[ArrayOut]:
        """Write an array in pieces, before any other is begun.

        Raises `ValueError` like `add`, and at the end if bytes are missing to a whole item.
        """
        if name in self._directory:
            raise ValueError(f"there is an array {name!r} already")
        if self._writing:
            raise ValueError(f"the array before {name!r} is still being written")
        if typecode not in _SIZES:
            raise ValueError(f"{name!r}: no array has the type code {typecode!r}")
        self._writing = True
        self._end += self._file.write(bytes(-self._end % _ALIGNMENT))
        out = ArrayOut(self._file.write, name, typecode)
        yield out
        length, rest = divmod(out.size, _SIZES[typecode])
        if rest:
            raise ValueError(f"{name!r}: {out.size} bytes are no whole number of items")
        self._directory[name] = (typecode, self._end, length)
        self._end += out.size
        self._writing = False

    def close(self) -> None:
        """Write the directory and close the file."""
        directory = {"byteorder": sys.byteorder, "arrays": self._directory}
        written = json.dumps(directory, separators=(",", ":")).encode("ascii")
        with self._file:
            self._file.write(written)
            self._file.write(_END.pack(self._end, len(written), _MAGIC))

    def cancel(self) -> None:
        """Close the file without a directory: it cannot be read."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: object, __: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.cancel()


class ArrayOut:
    """An array that is being written.

    ``size`` counts the bytes written so far.
    """

    def __init__(self, write: Callable[[Buffer], int], name: str, typecode: TypeCode) -> None:
        self._write = write
        self._name = name
        self._typecode = typecode
        self.size = 0

    def write(self, piece: Items) -> None:
        """Write the next items, or bytes of them.

        Raises `ValueError` for items of another type, or that do not lie side by side.
        """
        with memoryview(cast("Buffer", piece)) as view:
            if not view.c_contiguous:
                raise ValueError(f"{self._name!r}: the items do not lie side by side")
            if (found := _type_code(view)) not in ("B", self._typecode):
                raise ValueError(f"{self._name!r}: items are {found!r}, not {self._typecode!r}")
            self._write(view)
            self.size += view.nbytes


class ArrayFile:
    """A file of named arrays, mapped into memory. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Opens the file.

        Raises `ValueError` when it is no whole file of arrays, `OSError` when it cannot be opened.
        """
        self._path = path
        with path.open("rb") as file:
            if path.stat().st_size < len(_MAGIC) + _END.size:
                raise self._wrong("too short for a file of arrays")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._bytes = memoryview(self._map)
        self._views: dict[str, memoryview] = {}
        try:
            for name, (typecode, offset, length) in self._read_directory().items():
                end = offset + length * _SIZES[typecode]
                self._views[name] = self._bytes[offset:end].cast(typecode)
        except BaseException:
            self.close()
            raise

    def names(self) -> tuple[str, ...]:
        """The names of the arrays, in the order in which they were written."""
        return tuple(self._views)

    def view(self, name: str) -> memoryview:
        """An array, as a view of its items that lasts until the file is closed.

        Raises `ValueError` when there is none of this name.
        """
        try:
            return self._views[name]
        except KeyError:
            raise self._wrong(f"it has no array {name!r}") from None

    def release(self) -> None:
        """Give the memory of pages that were read back to the system, where it can be told so.

        They are read from the file again when they are looked at.
        """
        if hasattr(self._map, "madvise"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Let go of the file, or leave it to arrays and views that were made of its views."""
        for view in (*self._views.values(), self._bytes):
            with suppress(BufferError):
                view.release()
        with suppress(BufferError):
            self._map.close()

    def _read_directory(self) -> dict[str, tuple[TypeCode, int, int]]:
        size = len(self._bytes)
        if self._bytes[: len(_MAGIC)] != _MAGIC:
            raise self._wrong("it does not begin like a file of arrays of this version")
        start, length, magic = _END.unpack_from(self._bytes, size - _END.size)
        if magic != _MAGIC or start < len(_MAGIC) or start + length != size - _END.size:
            raise self._wrong("it is cut short, or its end is overwritten")
        try:
            found = json.loads(bytes(self._bytes[start : start + length]))
            byteorder = found["byteorder"]
            directory = {name: (code, *place) for name, (code, *place) in found["arrays"].items()}
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise self._wrong(f"its directory is unreadable ({error})") from error
        if byteorder != sys.byteorder:
            raise self._wrong(f"its byte order is {byteorder!r}, that of this machine another")
        for name, entry in directory.items():
            if not _is_entry(entry, start):
                raise self._wrong(f"its array {name!r} does not lie in the file")
        return directory

    def _wrong(self, what: str) -> ValueError:
        return ValueError(f"{self._path}: {what}")


def _is_entry(entry: tuple[Any, ...], end: int) -> bool:
    """Whether an entry of a directory names an array that ends where the directory begins."""
    if len(entry) != 3:
        return False
    typecode, offset, length = entry
    if [type(part) for part in entry] != [str, int, int] or typecode not in _SIZES:
        return False
    if offset < len(_MAGIC) or offset % _ALIGNMENT or length < 0:
        return False
    return bool(offset + length * _SIZES[typecode] <= end)


def _type_code(view: memoryview) -> TypeCode:
    """The type code of a view's items by their size: C's long is another on other machines."""
    if view.format in tuple("bhilq"):
        return _SIGNED[view.itemsize]
    if view.format in tuple("BHILQ"):
        return _UNSIGNED[view.itemsize]
    raise ValueError(f"items of the format {view.format!r} are no integers of this machine")
