"""Segments: files of arrays, how they are written, read, coded and merged."""
