"""Tests of dates as people write them."""
