"""Completion while typing: what articles teach, its file, and what a typed beginning may become."""
