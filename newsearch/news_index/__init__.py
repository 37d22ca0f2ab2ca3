"""NewsIndex: the one object that programs use."""

from newsearch.news_index.index import NewsIndex as NewsIndex
from newsearch.news_index.reading import analyze_text as analyze_text
