"""Dictionaries and documents of a segment, as Whoosh tests its own codec, and as that behaves."""

from __future__ import annotations

import random
from typing import Any

import pytest
from whoosh import fields, formats
from whoosh.reading import TermNotFound

from tests.engines.conftest import Posting, Written
from tests.engines.whoosh_contents import SYLLABLES

ONE: list[Posting] = [(0, 1.0, b"", 1)]
DICTIONARY = {
    "quận": {"ba": ONE, "đình": ONE},
    "text": {"bầu": ONE, "cử": ONE, "hội": ONE, "hội chợ": ONE, "quốc": ONE},
    "trang": {},
    "url": {"a.vn/1": ONE, "b.vn/2": ONE},
}


def test_terms_are_found_and_listed_in_order(written: Written) -> None:
    reader = written.terms(fields.ID(), **DICTIONARY)
    expected = [(name, term.encode()) for name, terms in DICTIONARY.items() for term in terms]
    assert list(reader.terms()) == [term for term in expected if term[0] != "trang"]
    assert [term for term, _ in reader.items()] == list(reader.terms())
    assert all(term in reader for term in expected)
    assert ("text", "hộ".encode()) not in reader
    assert ("text", b"a.vn/1") not in reader
    assert ("none", b"ba") not in reader
    assert sorted(reader.indexed_field_names()) == ["quận", "text", "trang", "url"]
    start = ("text", "hội".encode())
    assert list(reader.terms_from(*start)) == expected[expected.index(start) :]
    between = list(reader.terms_from("text", "hộc".encode()))
    assert between == expected[expected.index(start) :]
    assert [term for term, _ in reader.items_from(*start)] == between


def test_a_term_that_is_not_there(written: Written) -> None:
    reader = written.terms(fields.ID(), **DICTIONARY)
    for name, term in (("text", b"zz"), ("text", b""), ("url", "bầu".encode()), ("none", b"ba")):
        with pytest.raises(TermNotFound):
            reader.term_info(name, term)
        with pytest.raises(TermNotFound):
            reader.matcher(name, term, formats.Existence())


def test_a_cursor_walks_and_jumps(written: Written) -> None:
    text = fields.TEXT()
    reader = written.terms(text, **DICTIONARY)
    cursor = reader.cursor("text", text)
    walked = []
    while cursor.is_valid():
        walked.append(cursor.text())
        cursor.next()
    assert walked == ["bầu", "cử", "hội", "hội chợ", "quốc"]
    assert cursor.text() is None
    assert cursor.term_info() is None
    assert cursor.first() == "bầu"
    assert cursor.find("hội") == "hội"
    assert cursor.term_info().doc_frequency() == 1
    assert cursor.find("hội a".encode()) == "hội chợ"
    assert cursor.next() == "quốc"
    assert cursor.next() is None
    assert cursor.find("") == "bầu"
    assert cursor.find("zz") is None
    assert not cursor.is_valid()


@pytest.mark.parametrize("name", ["trang", "none"])
def test_a_cursor_of_nothing(written: Written, name: str) -> None:
    reader = written.terms(fields.TEXT(), **DICTIONARY)
    cursor = reader.cursor(name, fields.TEXT())
    assert cursor.text() is None
    assert not cursor.is_valid()
    assert cursor.find("bầu") is None


def test_random_dictionaries_come_back(written: Written) -> None:
    source = random.Random(1)
    names = {"".join(source.choices("abđê/ộ_.", k=source.randint(1, 9))) for _ in range(40)}
    # Any text at all: of the whole range of Unicode, with bytes that end others.
    letters = "aẮ\u0300\x01\x7f 中🙂" + "".join(map(chr, range(0x1EA0, 0x1EF0)))
    expected = {
        name: {
            "".join(source.choices(letters, k=source.randint(1, 6))): ONE
            for _ in range(source.randint(0, 60))
        }
        for name in names
    }
    reader = written.terms(fields.ID(), **expected)
    coded = [
        (name, term)
        for name in sorted(expected)
        for term in sorted(map(str.encode, expected[name]))
    ]
    assert list(reader.terms()) == coded
    for term in coded:
        assert term in reader
        assert (term[0], term[1] + b"\xff") not in reader
        assert next(reader.terms_from(*term)) == term
        assert list(reader.matcher(*term, formats.Existence()).all_ids()) == [0]
    for place in range(0, len(coded), 101):
        assert list(reader.terms_from(*coded[place])) == coded[place:]


def test_documents_are_stored_whole(written: Written) -> None:
    text = fields.TEXT(stored=True, vector=formats.Frequency())
    title = fields.ID(stored=True)
    writer = written.document_writer()
    rows: list[dict[str, Any]] = [
        {"title": ("a", "b"), "text": "Bầu cử Quốc hội"},
        {},
        {"text": 0},
        {"title": "Mưa lũ", "text": 5.5},
    ]
    for number, row in enumerate(rows):
        writer.start_doc(number)
        for name, value in row.items():
            writer.add_field(name, text if name == "text" else title, value, 4 * number + 4)
        if number == 0:
            items = text.vector.word_values("mưa lũ mưa gió", text.analyzer)
            writer.add_vector_items("text", text, sorted((t, w, v) for t, _, w, v in items))
        writer.finish_doc()
    writer.close()
    reader = written.documents(4)
    assert (reader.doc_count(), reader.doc_count_all(), reader.has_deletions()) == (4, 4, False)
    assert reader.stored_fields(3) == rows[3]
    assert list(reader.all_stored_fields()) == rows
    assert list(reader.iter_docs()) == list(enumerate(rows))
    lengths = [reader.doc_field_length(number, "text") or 0 for number in range(4)]
    assert lengths == [4, 0, 12, 16]
    assert reader.field_length("text") == 32
    assert (reader.min_field_length("text"), reader.max_field_length("text")) == (0, 16)
    assert reader.field_length("none") == reader.doc_field_length(0, "none", 0) == 0
    assert [reader.has_vector(number, "text") for number in range(4)] == [True, *[False] * 3]
    assert not reader.has_vector(0, "title")
    vector = reader.vector(0, "text", text.vector)
    assert list(vector.items_as("frequency")) == [("gió", 1), ("lũ", 1), ("mưa", 2)]


def test_deleted_documents_are_passed_over(written: Written) -> None:
    writer = written.document_writer()
    for number in range(5):
        writer.start_doc(number)
        writer.add_field("t", fields.STORED(), number, None)
        writer.finish_doc()
    writer.close()
    for number in (1, 4):
        written.segment.delete_document(number)
    reader = written.documents(5)
    assert reader.has_deletions()
    assert (reader.doc_count(), reader.doc_count_all()) == (3, 5)
    assert sorted(reader.deleted_docs()) == [1, 4]
    assert list(reader.all_doc_ids()) == [0, 2, 3]
    assert list(reader.all_stored_fields()) == [{"t": 0}, {"t": 2}, {"t": 3}]


def test_columns_keep_and_order_values(written: Written) -> None:
    number, text = fields.NUMERIC(sortable=True).column_type, fields.ID(sortable=True).column_type
    writer = written.document_writer()
    for document in range(6):
        writer.start_doc(document)
        if document % 2:
            writer.add_column_value("views", number, 100 - document)
            writer.add_column_value("name", text, SYLLABLES[document].encode())
        writer.finish_doc()
    writer.close()
    reader = written.documents(6)
    assert (reader.has_column("views"), reader.has_column("none")) == (True, False)
    views, names = reader.column_reader("views", number), reader.column_reader("name", text)
    missing = number.default_value()
    assert list(views) == [missing, 99, missing, 97, missing, 95]
    assert list(names) == [SYLLABLES[n].encode() if n % 2 else b"" for n in range(6)]
    views.set_reverse()
    assert [views.sort_key(document) for document in (1, 3)] == [-99, -97]


def test_a_segment_without_a_term(written: Written) -> None:
    reader = written.terms(fields.TEXT())
    assert list(reader.terms()) == list(reader.items()) == []
    assert ("text", b"a") not in reader
    assert not list(reader.indexed_field_names())
