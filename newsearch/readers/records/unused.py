"""What is said of fields that were not recognised, so that a user can name them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newsearch.dates.values import read_date, serial_date
from newsearch.readers.records.names import (
    belongs_to_an_article,
    name_among,
    names_by_field,
    plain_name,
)
from newsearch.readers.records.values import inner, is_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsearch.readers.input import Input

SHOWN = 8
"""How many names are shown at most."""

_NEEDED = ("title", "body", "published")
_UNUSED = "fields not used: "
# Where `newsearch read` found a record that it wrote.
_PLACE = ("path", "line")
_LONGEST = 40
_FEWEST_WORDS = 12
_MOST_FIELDS = 200
# Days on which something was fetched or changed, never published.
_NOT_PUBLISHED = ("crawl", "collect", "fetch", "thuthap", "modif", "update", "capnhat", "delete")


def shown_names(names: Iterable[str]) -> str:
    """Names for a report: the first few, none of them long."""
    listed = [" ".join(name.split()) for name in names]
    texts = [name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in listed if name]
    return ", ".join(texts[:SHOWN]) + (", …" if len(texts) > SHOWN else "")


def missing_names(field_map: Mapping[str, str], names: Sequence[str]) -> list[str]:
    """What is to be said of mapped names that are none of the names of a table."""
    return [
        _no_field(field, name)
        for field, name in field_map.items()
        if not name_among(name.split(".", 1)[0], names) and name not in names
    ]


def note_mapped(
    given: Input, names: Mapping[str, Sequence[str]], record: Mapping[str, Any]
) -> None:
    """Notes which mapped names are there, and which have been nowhere so far."""
    for field, name in given.options.field_map.items():
        note = _no_field(field, name)
        found = names[field][0]
        if found in record or ("." in found and found.split(".", 1)[0] in record):
            given.fields[field] = found
            if note in given.notes:
                given.notes.remove(note)
        elif (
            plain_name(given.fields.get(field, "")) != plain_name(name) and note not in given.notes
        ):
            given.notes.append(note)


def note_unused(
    given: Input, names: Mapping[str, Sequence[str]], record: Mapping[str, Any]
) -> None:
    """Notes once the fields of a record that were not used, where it lacks title, body or date."""
    not_known = _not_known(tuple(record)[:_MOST_FIELDS])
    if not not_known or any(note.startswith(_UNUSED) for note in given.notes):
        return
    lacking = [
        field
        for field in _NEEDED
        if field not in given.fields
        and not any(name.split(".", 1)[0] in record for name in names.get(field, ()))
    ]
    if not lacking:
        return
    mapped = {name for known in names.values() for name in known} if given.options.field_map else ()
    unused = {
        name: inner(record[name])
        for name in not_known
        if name not in mapped and not is_nothing(record[name])
    }
    if not unused:
        return
    likely = (
        (field, name)
        for field in lacking
        for name, value in unused.items()
        if _may_be(field, name, value)
    )
    field, guess = next(likely, (lacking[0], "FIELD"))
    hint = f"name them with --map {field}={guess}"
    given.notes.append(f"{_UNUSED}{shown_names(unused)}; {hint}")


@lru_cache(maxsize=512)
def _not_known(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that are not known, nor those of something beside an article's text."""
    known = {name for held in names_by_field(names).values() for name in held}
    return tuple(
        name
        for name in names
        if not (name in known or name in _PLACE or belongs_to_an_article(name))
    )


def _may_be(field: str, name: str, value: Any) -> bool:
    if field == "published":
        if any(sign in plain_name(name) for sign in _NOT_PUBLISHED):
            return False
        return read_date(value) is not None or serial_date(value) is not None
    if not isinstance(value, str) or "://" in value:
        return False
    is_long = len(value.split()) > _FEWEST_WORDS
    return is_long if field == "body" else not is_long and " " in value


def _no_field(field: str, name: str) -> str:
    return f"there is no field {name!r} (--map {field}={name})"
