"""The Whoosh engine: the default, pure Python with arrays for scoring."""
