"""Filters: the sources, topics and authors that a query or an option names, as nodes."""

from __future__ import annotations

from collections.abc import Iterable

from newsearch.analysis.folding import fold, is_unaccented
from newsearch.analysis.tokens import tokenize
from newsearch.article import clean_text
from newsearch.lexicon.accents import spellings
from newsearch.lexicon.lexicon import Lexicon
from newsearch.query import Keyword, Node, Or, Phrase
from newsearch.sources.authors import name_key
from newsearch.sources.keys import source_key


def source_node(source: str, known: Iterable[str]) -> Keyword:
    """Articles of a source: a host with its subdomains, or a paper's name.

    Without accents a name finds the accented one.
    """
    wanted = source_key(source)
    unaccented = is_unaccented(wanted)
    values = [
        name
        for name in known
        if name == wanted or name.endswith("." + wanted) or (unaccented and fold(name) == wanted)
    ]
    return Keyword("source", tuple(values) or (wanted,))


def unknown_source_notices(asked: Iterable[str], known: Iterable[str]) -> list[str]:
    """What to say of sources that no article has."""
    names = tuple(known)
    notices = []
    for source in asked:
        node = source_node(source, names)
        if not set(node.values) & set(names):
            notices.append(f"no article has the source {source!r}: `newsearch sources` lists them")
    return notices


def topic_node(topic: str, known: Iterable[str]) -> Keyword:
    """Articles of a topic as a whole, in any case and spelling.

    Without accents a topic finds the accented ones; typed with them it finds only itself.
    """
    wanted = name_key(topic)
    unaccented = is_unaccented(wanted)
    values = [
        name
        for name in known
        if (key := name_key(name)) == wanted or (unaccented and fold(key) == wanted)
    ]
    return Keyword("topics", tuple(values) or (topic.strip(),))


def unknown_topic_notices(asked: Iterable[str], known: Iterable[str]) -> list[str]:
    """What to say of topics that no article has."""
    names = tuple(known)
    notices = []
    for topic in asked:
        if set(topic_node(topic, names).values) & set(names):
            continue
        from difflib import get_close_matches

        by_fold = {fold(name_key(name)): name for name in names}
        near = get_close_matches(fold(name_key(topic)), by_fold, n=2)
        hint = ": did you mean " + " or ".join(map(repr, map(by_fold.get, near))) + "?"
        notices.append(f"no article has the topic {topic!r}" + (hint if near else ""))
    return notices


def author_node(author: str, lexicon: Lexicon, verbatim: bool = False) -> Node:
    """Articles whose byline holds these words in a row, typed with or without accents.

    ``verbatim`` words stand for themselves alone.
    """
    terms = [token.term for token in tokenize(clean_text(author)) if token.width == 1]
    if not terms:
        return Or(())
    if verbatim:
        return Phrase(tuple((term,) for term in terms), ("author",))
    slots = tuple(tuple(word.term for word in spellings(term, lexicon)) for term in terms)
    return Phrase(slots, ("author",))
