"""Encodings of Vietnamese text, found out and turned into Unicode."""
