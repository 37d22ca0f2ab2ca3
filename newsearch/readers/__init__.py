"""Files to articles: a corpus is a folder, a file, or standard input (``-``)."""

from newsearch.readers.corpus import CorpusFile, ReadArticle, list_files
from newsearch.readers.reading import read_file
from newsearch.readers.sources import normalize_source

__all__ = ["CorpusFile", "ReadArticle", "list_files", "normalize_source", "read_file"]
