"""Whoosh's own view of the index: its codec interface over our segments, and its schema."""
