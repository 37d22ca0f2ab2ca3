"""Printers of search results: text for people; JSON, JSON Lines, CSV, HTML and ids."""
