"""Tests of newsearch."""
