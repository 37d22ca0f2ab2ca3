"""The completions of an index: what a beginning that was typed may become."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from newsearch.completion.kinds import KIND_OF, KINDS, NAME, ROW, TITLE, TYPED_KINDS
from newsearch.completion.peaks import largest_first
from newsearch.completion.spelled import entry_text, entry_words, head, rest
from newsearch.completion.storage import CompletionFile
from newsearch.completion.typed import FinishedWord, Typed
from newsearch.errors import IndexDamaged
from newsearch.results import Suggestion

_LAST = "\U0010ffff"
_MOST_LOOKED_AT = 250  # entries that begin alike without accents, when accents were typed
_SPARE = 6  # more than are wanted, since some say the same
_TITLES = 3  # of so many suggestions one is a title, where several words are typed
_ONE_NAME_OF = 3  # words of which one in so many is seen as a name are one: not all can be seen
_CUT_SHORT = 0.8  # a row whose continuation nearly all articles have is no whole one


@dataclass(slots=True)
class _Candidate:
    letter: str
    text: str
    words: list[str]
    articles: int
    exact: bool


class Completions:
    """What can be completed, in a file. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Opens the file. Raises `IndexDamaged`, `IndexUnreadable`."""
        self._path = path
        self._file = CompletionFile(path)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def suggest(
        self, typed: str, limit: int, kinds: Collection[str] = TYPED_KINDS
    ) -> tuple[Suggestion, ...]:
        """The best completions of what was typed, the best first; of nothing the most frequent.

        ``kinds`` are keys of `KINDS`. Raises `IndexDamaged` when the file proves to be damaged.
        """
        try:
            return tuple(self._suggestions(Typed(typed), max(limit, 0), kinds))
        except (IndexError, ValueError) as error:
            raise IndexDamaged(f"{self._path}: the completions are damaged ({error})") from error

    def _suggestions(self, typed: Typed, limit: int, kinds: Collection[str]) -> list[Suggestion]:
        letters = "".join(sorted({letter for kind in kinds for letter in KINDS[kind]}))
        phrases = self._best(typed, letters.replace(TITLE, ""), limit)
        titles = self._titles(typed, limit) if TITLE in letters else []
        if len(typed.words) > 1:
            phrases = phrases[: limit - min(len(titles), limit // _TITLES)]
        chosen = [*phrases, *titles][:limit]
        return [Suggestion(one.text, KIND_OF[one.letter], one.articles) for one in chosen]

    def _best(self, typed: Typed, letters: str, limit: int) -> list[_Candidate]:
        """The best candidates that do not say the same."""
        found: dict[tuple[str, ...], _Candidate] = {}
        exact = 0
        for candidate in self._candidates(typed, letters):
            known = found.setdefault(tuple(candidate.words), candidate)
            if known is not candidate:
                known.articles = max(known.articles, candidate.articles)
                continue
            exact += candidate.exact
            if (exact if typed.has_marks else len(found)) >= limit + _SPARE:
                break
        chosen = sorted(found.values(), key=lambda one: typed.has_marks and not one.exact)
        if NAME in letters:
            chosen = [self._as_name(one) for one in chosen[: limit + _SPARE]]
        return _without_cut_ones(chosen)[:limit]

    def _titles(self, typed: Typed, limit: int) -> list[_Candidate]:
        """Titles, the newest first, each once."""
        found: dict[str, _Candidate] = {}
        for candidate in self._candidates(typed, TITLE):
            known = found.setdefault(" ".join(candidate.words), candidate)
            if known is not candidate:
                known.articles += candidate.articles
            elif len(found) > limit:
                break
        return sorted(found.values(), key=lambda one: typed.has_marks and not one.exact)[:limit]

    def _candidates(self, typed: Typed, letters: str) -> Iterator[_Candidate]:
        """What fits, the largest weight first."""
        file = self._file
        parts = [part for letter in letters for part in self._parts(letter, typed)]
        places = largest_first(file.levels, parts)
        for place in islice(places, _MOST_LOOKED_AT if typed.has_marks else None):
            entry = file.entry(place)
            words = entry_words(entry)
            if typed.fits(words):
                yield _Candidate(
                    entry[0],
                    entry_text(entry),
                    words,
                    file.counts[place],
                    typed.is_exactly(words),
                )

    def _parts(self, letter: str, typed: Typed) -> Iterator[tuple[int, int]]:
        """The parts of the file in which everything lies that fits."""
        file = self._file
        if not typed.words:
            yield self._entries_of(*self._heads(letter, letter + _LAST))
            return
        first = typed.words[0]
        for start in first.starts:
            begin = f"{letter}{start}"
            end = f"{begin}{_LAST}"
            if isinstance(first, FinishedWord):
                begin, end = f"{begin}\0", f"{begin}\0{_LAST}"
            low, high = self._heads(begin, end)
            if not first.binds and typed.rests == ("",):
                yield self._entries_of(low, high)
                continue
            for place in range(low, high):
                if first.becomes(file.head(place).decode().partition("\0")[2]):
                    yield from self._with_rest(self._entries_of(place, place + 1), typed.rests)

    def _heads(self, begin: str, end: str) -> tuple[int, int]:
        """The heads between two, as they are sorted."""
        places = range(len(self._file.heads) - 1)
        low = bisect_left(places, begin.encode(), key=self._file.head)
        return low, bisect_left(places, end.encode(), lo=low, key=self._file.head)

    def _entries_of(self, low: int, high: int) -> tuple[int, int]:
        """The entries of heads that stand side by side."""
        return self._file.heads[low], self._file.heads[high]

    def _with_rest(
        self, part: tuple[int, int], rests: tuple[str, ...]
    ) -> Iterator[tuple[int, int]]:
        """Those of the entries of one head that go on in one of some ways."""
        for begin in rests:
            if not begin:
                yield part
                continue
            places = range(*part)
            low = bisect_left(places, begin, key=self._rest)
            high = bisect_right(places, begin + _LAST, lo=low, key=self._rest)
            if low < high:
                yield part[0] + low, part[0] + high

    def _rest(self, place: int) -> str:
        return str(self._file.key(place).split(b"\0", 2)[2], "utf-8")

    def _as_name(self, candidate: _Candidate) -> _Candidate:
        """The same as a name, if it is one in enough of the articles."""
        if candidate.letter in (NAME, TITLE):
            return candidate
        words = candidate.words
        key = head(NAME, words).encode()
        place = bisect_left(range(len(self._file.heads) - 1), key, key=self._file.head)
        if place + 1 == len(self._file.heads) or self._file.head(place) != key:
            return candidate
        wanted = rest(words)
        entries = range(*self._entries_of(place, place + 1))
        for number in entries[bisect_left(entries, wanted, key=self._rest) :]:
            entry = self._file.entry(number)
            found = entry_words(entry)
            if rest(found) != wanted:
                break
            if found == words and _ONE_NAME_OF * self._file.counts[number] >= candidate.articles:
                return _Candidate(NAME, entry[1:], words, candidate.articles, candidate.exact)
        return candidate


def _without_cut_ones(candidates: list[_Candidate]) -> list[_Candidate]:
    """Those of which no other says the same and more."""
    return [one for one in candidates if not any(_goes_on(one, other) for other in candidates)]


def _goes_on(one: _Candidate, other: _Candidate) -> bool:
    size = len(one.words)
    if len(other.words) <= size or other.words[:size] != one.words:
        return False
    are_rows = one.letter == other.letter == ROW
    return other.articles >= (_CUT_SHORT if are_rows else 1) * one.articles
