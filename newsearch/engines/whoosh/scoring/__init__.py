"""Requests answered on the arrays of all segments together."""
