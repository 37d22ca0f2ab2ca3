"""Searching: query text to weighted terms, and stored text to snippets."""
