"""Files to articles: a corpus is a folder, a file, or standard input (``-``)."""

from newsearch.readers.corpus import CorpusFile, list_files
from newsearch.readers.input import ReadArticle, ReadAs, ReadOptions
from newsearch.readers.reading import read_file
from newsearch.readers.whole_corpus import read_corpus

__all__ = [
    "CorpusFile",
    "ReadArticle",
    "ReadAs",
    "ReadOptions",
    "list_files",
    "read_corpus",
    "read_file",
]
