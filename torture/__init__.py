"""Experiments that try to break newsearch: long, seeded, each with a short form in the tests.

`make torture` runs them all, `python -m torture NAME …` some; docs/reliability.md has the figures.
An experiment is a function that takes a folder to work in, an engine, how often to try, and a
seed, and gives a `torture.outcome.Outcome`.
"""
