"""A worker process of the build: articles in, documents out, over its standard streams.

The first thing that comes in is the compiled segmentation, then batches of articles.

A plain child process works in every
program that embeds newsearch: unlike `multiprocessing` it neither copies the program's threads nor
imports its main module again.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys

from newsearch.analysis.segmenter import Segmenter
from newsearch.indexing.documents import make_document


def main() -> None:
    """Answer batches of articles until the input ends."""
    # Where Ctrl-C reaches the worker too, the parent decides and closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    segmenter = Segmenter.from_bytes(pickle.load(requests))
    while True:
        try:
            articles = pickle.load(requests)
        except EOFError:
            return
        documents = [make_document(article, segmenter) for article in articles]
        try:
            pickle.dump(documents, answers, protocol=5)
            answers.flush()
        except BrokenPipeError:  # the build was given up
            os._exit(0)  # without a last flush, which would fail again
