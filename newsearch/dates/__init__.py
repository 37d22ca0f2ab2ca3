"""Dates as Vietnamese newsrooms and readers write them: one grammar for pages and queries."""
