"""A worker process of the build: articles in, what is prepared of them out, over its streams.

What comes in first is the compiled segmentation, the name of the engine and its directory; then
batches of articles, and ``None`` to ask for the rest.

A plain child process works in every program that embeds newsearch: unlike `multiprocessing` it
neither copies the program's threads nor imports its main module again.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from pathlib import Path

from newsearch.analysis.segmenter import Segmenter
from newsearch.engines.registry import load_engine
from newsearch.indexing.preparation import Preparer


def main() -> None:
    """Answer batches of articles until the input ends."""
    # Where Ctrl-C reaches the worker too, the parent decides and closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    segmenter, engine, directory = pickle.load(requests)
    preparer = Preparer(Segmenter.from_bytes(segmenter), load_engine(engine), Path(directory))
    while True:
        try:
            articles = pickle.load(requests)
        except EOFError:
            return
        prepared = preparer.finish() if articles is None else preparer.prepare(articles)
        try:
            pickle.dump(prepared, answers, protocol=5)
            answers.flush()
        except BrokenPipeError:  # the build was given up
            os._exit(0)  # without a last flush, which would fail again
