"""Tests of the readers: files to articles."""
