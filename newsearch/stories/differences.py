"""What differs between two versions of an article: sentences and fields, and words within them.

Sentences are compared by their terms, so spacing, capitals and where a tone mark stands make no
difference. Rows of sentences and of words are compared with `difflib`; its time grows with the
square of their lengths, so very long texts are compared in simpler ways, which is said below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from newsearch.analysis.tokens import terms_of
from newsearch.article import Article

# Rows that are compared with difflib; longer ones by what they hold, whatever the order.
_MOST_SENTENCES = 1000
_MOST_WORDS = 2000
# Sentences taken out at one place that are compared with each of those put in there.
_MOST_PAIRS = 400
# The share of the words of both that two versions of one sentence have in common.
_ONE_SENTENCE = 0.5

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’')\]]*\s+(?=[^\W\da-zà-ỹ]|[“\"‘'(\[\d])")
_ABBREVIATIONS = frozenset(
    ("TP", "Tp", "TX", "TT", "Q", "P", "H", "GS", "PGS", "TS", "ThS", "BS", "KS", "LS", "Mr", "Dr")
)
_LAST_WORD = re.compile(r"([^\W\d_]+)\.\s*$")
_WORDS = re.compile(r"\S+\s*")


class ChangeKind(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence or field: the same in both versions, added, or removed."""

    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose value differs; ``before`` or ``after`` is empty where it has none.

    ``field`` is the name of the field of `Article`; dates are written as in ISO 8601. ``pieces``
    are the words of both values in a row, the same ones as the later value has them.
    """

    field: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence of lead or body that is added, removed or changed.

    ``before`` is empty of an added one, ``after`` of a removed one; ``pieces`` are the words of
    both in a row, the same ones as the later version has them.
    """

    kind: ChangeKind
    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two versions of an article.

    ``fields`` has title, author, source, origin, url and date, as far as they differ;
    ``summary`` and ``body`` the sentences that differ, in the order in which they stand;
    ``same_sentences`` counts those of lead and body that stand in both.
    """

    before: str
    after: str
    fields: tuple[FieldChange, ...]
    summary: tuple[SentenceChange, ...]
    body: tuple[SentenceChange, ...]
    same_sentences: int

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.fields or self.summary or self.body)


def differences(before: Article, after: Article) -> Differences:
    """What differs between two versions of an article, the first of them the earlier one.

    >>> old = Article(id="a", title="Lũ rút", body="Nước rút chậm. Có 3 xã bị cô lập.")
    >>> new = Article(id="b", title="Lũ rút", body="Nước rút chậm. Có 5 xã bị cô lập.")
    >>> [(change.kind.value, change.after) for change in differences(old, new).body]
    [('changed', 'Có 5 xã bị cô lập.')]
    """
    summary, in_summary = _sentence_changes(before.summary, after.summary)
    body, in_body = _sentence_changes(before.body, after.body)
    return Differences(
        before=before.id,
        after=after.id,
        fields=tuple(_field_changes(before, after)),
        summary=tuple(summary),
        body=tuple(body),
        same_sentences=in_summary + in_body,
    )


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, paragraph by paragraph, without the spaces around them.

    >>> sentences_of("Ông N.V.A nói: “Nước lên.” Sau đó TP.HCM có mưa.\\nHết.")
    ['Ông N.V.A nói: “Nước lên.”', 'Sau đó TP.HCM có mưa.', 'Hết.']
    """
    found = []
    for line in text.split("\n"):
        start = 0
        for match in _SENTENCE_END.finditer(line):
            last = _LAST_WORD.search(line, max(start, match.start() - 10), match.end())
            if last and last[1] in _ABBREVIATIONS:
                continue
            found.append(line[start : match.end()].strip())
            start = match.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def _field_changes(before: Article, after: Article) -> Iterator[FieldChange]:
    for field in ("title", "author", "source", "origin", "url"):
        yield from _field_change(field, getattr(before, field), getattr(after, field))
    dates = (str(article.published or "") for article in (before, after))
    yield from _field_change("published", *dates)


def _field_change(field: str, before: str, after: str) -> Iterator[FieldChange]:
    if " ".join(before.split()) != " ".join(after.split()):
        yield FieldChange(field, before, after, _pieces(before, after))


def _sentence_changes(before: str, after: str) -> tuple[list[SentenceChange], int]:
    """The sentences that differ, and how many are the same."""
    old, new = sentences_of(before), sentences_of(after)
    old_keys, new_keys = list(map(_key, old)), list(map(_key, new))
    changes: list[SentenceChange] = []
    same = 0
    for kind, start, end, new_start, new_end in _steps(old_keys, new_keys):
        if kind is ChangeKind.SAME:
            same += end - start
        else:
            changes += _replaced(old[start:end], new[new_start:new_end])
    return changes, same


def _key(sentence: str) -> tuple[str, ...]:
    return tuple(terms_of(sentence)) or (sentence,)


Step = tuple[ChangeKind, int, int, int, int]


def _steps(old: Sequence[object], new: Sequence[object]) -> Iterator[Step]:
    """What is the same and what is not, in rows of anything that has a hash."""
    if max(len(old), len(new)) > _MOST_SENTENCES:
        yield from _steps_by_content(old, new)
        return
    # Of rows of 200 and more, difflib leaves out what occurs very often: bounds its time.
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        kind = ChangeKind.SAME if tag == "equal" else ChangeKind.CHANGED
        yield kind, start, end, new_start, new_end


def _steps_by_content(old: Sequence[object], new: Sequence[object]) -> Iterator[Step]:
    """Each item that the other row holds as often is the same, whatever its place."""
    left, added = Counter(old) - Counter(new), Counter(new) - Counter(old)
    for place, item in enumerate(old):
        if left[item]:
            left[item] -= 1
            yield ChangeKind.CHANGED, place, place + 1, 0, 0
        else:
            yield ChangeKind.SAME, place, place + 1, 0, 0
    for place, item in enumerate(new):
        if added[item]:
            added[item] -= 1
            yield ChangeKind.CHANGED, 0, 0, place, place + 1


def _replaced(old: list[str], new: list[str]) -> Iterator[SentenceChange]:
    """Sentences taken out and put in at one place: those that are versions of one another."""
    start = 0
    for sentence in old:
        place = _version_of(sentence, new, start) if len(old) * len(new) <= _MOST_PAIRS else -1
        if place < 0:
            yield _change(ChangeKind.REMOVED, sentence, "")
            continue
        yield from (_change(ChangeKind.ADDED, "", added) for added in new[start:place])
        yield _change(ChangeKind.CHANGED, sentence, new[place])
        start = place + 1
    yield from (_change(ChangeKind.ADDED, "", added) for added in new[start:])


def _version_of(sentence: str, others: list[str], start: int) -> int:
    """The place of the sentence most like this one, from a place on, or -1."""
    words = Counter(_key(sentence))
    best, found = _ONE_SENTENCE, -1
    for place in range(start, len(others)):
        other = Counter(_key(others[place]))
        share = 2 * (words & other).total() / (words.total() + other.total())
        if share > best or (share == best and found < 0):
            best, found = share, place
    return found


def _change(kind: ChangeKind, before: str, after: str) -> SentenceChange:
    return SentenceChange(kind, before, after, _pieces(before, after))


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The words of two texts in a row, those that both have once, as the later one has them."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if not old or not new or max(len(old), len(new)) > _MOST_WORDS:
        whole = ((ChangeKind.REMOVED, before), (ChangeKind.ADDED, after))
        return tuple(Piece(kind, text) for kind, text in whole if text)
    pieces = []
    old_keys, new_keys = [_key(word.strip()) for word in old], [_key(word.strip()) for word in new]
    for tag, start, end, new_start, new_end in SequenceMatcher(
        None, old_keys, new_keys
    ).get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[new_start:new_end])
        if tag == "equal":
            pieces.append(Piece(ChangeKind.SAME, come))
            continue
        if gone:
            pieces.append(Piece(ChangeKind.REMOVED, gone))
        if come:
            pieces.append(Piece(ChangeKind.ADDED, come))
    return tuple(pieces)
