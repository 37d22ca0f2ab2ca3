"""A record seen by the fields of an article: which of its values may be title, date or source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from newsearch.readers.records.names import names_by_field
from newsearch.readers.records.unused import note_mapped, note_unused
from newsearch.readers.records.values import is_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.input import Input

MOST_FIELDS = 500
"""How many fields of one record are looked at."""

_LONGEST_WAY = 8


class RecordView:
    """A record by the fields of an article; the names that are used are noted in its input."""

    __slots__ = ("_names", "_noted", "record")

    def __init__(self, record: Mapping[str, Any], given: Input | None) -> None:
        self.record = record
        self._noted = given.fields if given else {}
        mapped = tuple(given.options.field_map.items()) if given else ()
        names = tuple(record) if len(record) <= MOST_FIELDS else tuple(record)[:MOST_FIELDS]
        self._names = names_by_field(names, mapped)
        if mapped and given:
            note_mapped(given, self._names, record)

    def present(self, field: str) -> Iterator[tuple[str, Any]]:
        """The names that a field has here, with values that say something, best first."""
        for name in self._names.get(field, ()):
            value = self._value(name)
            if value is not None and not is_nothing(value):
                yield name, value

    def first(self, field: str) -> tuple[str, Any]:
        """The first of them, with nothing noted; ``("", None)`` where there is none."""
        for name in self._names.get(field, ()):
            value = self.record.get(name)
            if value is None and "." in name:
                value = self._value(name)
            if value is not None and not is_nothing(value):
                return name, value
        return "", None

    def take(self, field: str) -> Any:
        """The value of a field, noted as used; None where there is none."""
        if field not in self._names:
            return None
        name, value = self.first(field)
        if field not in self._noted and name:
            self._noted[field] = name
        return value

    def all(self, field: str) -> Iterator[Any]:
        """The values of all names of a field."""
        for name, value in self.present(field):
            self.note(field, name)
            yield value

    def has(self, field: str) -> bool:
        """Whether a name of the field is there."""
        return field in self._names

    def note_unused(self, given: Input) -> None:
        """Notes names that nothing was read from, where a title, a text or a date is wanting."""
        note_unused(given, self._names, self.record)

    def embedded(self, name: str) -> Any:
        """What a program that answers with numbers (WordPress) gives in full besides."""
        inside = self.record.get("_embedded")
        return inside.get(name) if isinstance(inside, Mapping) else None

    def note(self, field: str, name: str) -> None:
        """Says that a field was read from the name."""
        if field not in self._noted:
            self._noted[field] = name

    def _value(self, name: str) -> Any:
        value: Any = self.record.get(name)
        if value is not None or "." not in name:
            return value
        value = self.record
        for key in name.split(".")[:_LONGEST_WAY]:
            value = value.get(key) if isinstance(value, Mapping) else None
        return value
