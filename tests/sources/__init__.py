"""Tests of who publishes news."""
