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
from typing import IO

from newsearch.analysis.segmenter import Segmenter
from newsearch.engines.registry import load_engine
from newsearch.indexing.preparation import Preparer


def main() -> None:
    """Answer batches of articles until the input ends.

    After an error the process ends without a word: the parent does its articles again, and says
    what is wrong with them if it meets the error itself.
    """
    # Where Ctrl-C reaches the worker too, the parent decides and closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _answer(sys.stdin.buffer, sys.stdout.buffer)
    except Exception:
        if os.environ.get("NEWSEARCH_DEBUG"):
            raise
        os._exit(1)  # without a last flush, which may fail again


def _answer(requests: IO[bytes], answers: IO[bytes]) -> None:
    segmenter, engine, directory = pickle.load(requests)
    preparer = Preparer(Segmenter.from_bytes(segmenter), load_engine(engine), Path(directory))
    while True:
        try:
            articles = pickle.load(requests)
        except EOFError:
            return
        prepared = preparer.finish() if articles is None else preparer.prepare(articles)
        pickle.dump(prepared, answers, protocol=5)
        answers.flush()
