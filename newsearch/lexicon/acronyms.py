"""The acronyms of a corpus: counting the articles that explain them, their file, and looking up.

The file is JSON: for each acronym its long forms, and how many articles explain it by each. What
few articles say is kept too, so that updates add up to what a rebuild counts, but not looked up.
"""

from __future__ import annotations

import errno
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from newsearch.analysis.acronyms import Definition, definitions
from newsearch.article import Article
from newsearch.errors import IndexDamaged, IndexUnreadable
from newsearch.lexicon.known_acronyms import KNOWN_ACRONYMS

AcronymCounts = Counter[Definition]
"""How many articles give each definition."""

# Of definitions that only one article gives, many are made up for it: TNV for tham nhũng vặt.
_FEWEST_ARTICLES = 2
# Typing errors are copied too: bệnh viên đa khoa (BVĐK).
_LEAST_SHARE = 0.1
_SIGNS_OF_DAMAGE = (errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.EIO, errno.EINVAL)


def count_definitions(articles: Iterable[Article]) -> AcronymCounts:
    """What the articles explain."""
    counts: AcronymCounts = Counter()
    for article in articles:
        counts.update(definitions(article))
    return counts


class AcronymWriter:
    """Counts the definitions of articles that come into an index and of those that leave it.

    What is counted waits in memory; the file is written when the writer is closed.
    """

    def __init__(self, path: Path, base: Path | None = None) -> None:
        """A writer of a new file that goes on from the counts of another one, if any."""
        self._path = path
        self._base = base
        self.cancel()

    def add(self, counts: AcronymCounts) -> None:
        """Count the definitions of articles that come in."""
        self._counts.update(counts)

    def subtract(self, counts: AcronymCounts) -> None:
        """Take back the definitions of articles that leave."""
        self._counts.subtract(counts)

    def close(self) -> None:
        """Write what is counted, without what no article explains any more.

        Raises `IndexDamaged` when the counts to go on from cannot be read, `OSError` when the
        file cannot be written.
        """
        counts = self._counts
        for acronym, forms in _read(self._base).items() if self._base else ():
            for form, count in forms.items():
                counts[Definition(acronym, tuple(form.split(" ")))] += count
        written: dict[str, dict[str, int]] = defaultdict(dict)
        for definition, count in counts.items():
            if count > 0:
                written[definition.acronym][" ".join(definition.terms)] = count
        text = json.dumps(written, ensure_ascii=False, sort_keys=True, indent=0)
        self._path.write_text(text + "\n", encoding="utf-8")
        self.cancel()

    def cancel(self) -> None:
        """Forget what was counted."""
        self._counts: AcronymCounts = Counter()


class Acronyms:
    """What the acronyms of a corpus stand for, and those that everybody knows.

    Long forms are rows of terms. An acronym is one term, or for some that are known several with a
    space between (``gd đt``). Safe to share between threads. The file is read at the first
    question; each of them raises `IndexDamaged` when it is damaged and `IndexUnreadable` when it
    may not be read now.
    """

    def __init__(self, path: Path) -> None:
        """The acronyms in a file, which is not opened yet."""
        self._path = path

    def expansions(self, acronym: str) -> tuple[tuple[str, ...], ...]:
        """The long forms of an acronym, the one that most articles give first; perhaps none.

        >>> acronyms.expansions("lhq")  # doctest: +SKIP
        (('liên', 'hiệp', 'quốc'), ('liên', 'hợp', 'quốc'))
        """
        return tuple(tuple(form.split(" ")) for form in self._tables.forms.get(acronym, ()))

    def found_in(self, terms: Sequence[str]) -> list[tuple[int, int, str]]:
        """All long forms in a row of terms: from where to where, and the acronym of one term.

        Ordered by place, at one place the longest first; they may overlap.

        >>> acronyms.found_in(["tin", "ủy", "ban", "nhân", "dân"])  # doctest: +SKIP
        [(1, 5, 'ubnd')]
        """
        tables = self._tables
        found = []
        for start, first in enumerate(terms):
            for length in tables.lengths.get(first, ()):
                end = start + length
                if end <= len(terms):
                    acronym = tables.acronyms.get(" ".join(terms[start:end]))
                    if acronym is not None:
                        found.append((start, end, acronym))
        return found

    @cached_property
    def _tables(self) -> _Tables:
        # Two threads may both come here; either's tables do.
        return _Tables(_read(self._path))


class _Tables:
    """What is looked up: the long forms of each acronym, the acronym of each, and their lengths."""

    def __init__(self, learned: Mapping[str, Mapping[str, int]]) -> None:
        self.forms: dict[str, tuple[str, ...]] = {}
        for acronym, counts in learned.items():
            forms = _evident(counts, KNOWN_ACRONYMS.get(acronym, ()))
            if forms:
                self.forms[acronym] = forms
        for acronym, known in KNOWN_ACRONYMS.items():
            forms = self.forms.get(acronym, ())
            self.forms[acronym] = (*forms, *(form for form in known if form not in forms))
        # For each long form the acronym of most articles; then that which most is said of it.
        best: dict[str, tuple[int, int, str]] = {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for acronym, forms in self.forms.items():
            if " " in acronym:
                continue
            counts = learned.get(acronym, {})
            for place, form in enumerate(forms):
                rank = (-counts.get(form, 0), place, acronym)
                if form not in best or rank < best[form]:
                    best[form] = rank
        self.acronyms = {form: acronym for form, (_, _, acronym) in best.items()}
        for form in self.acronyms:
            lengths[form.partition(" ")[0]].add(form.count(" ") + 1)
        self.lengths = {
            first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()
        }


def _evident(counts: Mapping[str, int], known: Sequence[str]) -> tuple[str, ...]:
    """The long forms with evidence enough, the most frequent first."""
    least = max(_FEWEST_ARTICLES, _LEAST_SHARE * sum(counts.values()))
    chosen = [form for form, count in counts.items() if count >= least or form in known]
    return tuple(sorted(chosen, key=lambda form: (-counts[form], form)) if chosen else ())


def _read(path: Path) -> dict[str, dict[str, int]]:
    """What a file holds."""
    try:
        read: dict[str, dict[str, int]] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        if error.errno not in _SIGNS_OF_DAMAGE:
            raise IndexUnreadable(
                f"{path}: the acronyms cannot be read ({error}): check rights and open files"
            ) from error
        raise IndexDamaged(f"{path}: the acronyms cannot be read ({error})") from error
    except (ValueError, RecursionError) as error:
        raise IndexDamaged(f"{path}: the acronyms cannot be read ({error})") from error
    sound = isinstance(read, dict) and all(type(forms) is dict for forms in read.values())
    if not sound or {type(count) for forms in read.values() for count in forms.values()} - {int}:
        raise IndexDamaged(f"{path}: the acronyms cannot be read (they are no counts)")
    return read
