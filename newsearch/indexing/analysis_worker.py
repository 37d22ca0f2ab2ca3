"""A worker process of the build: articles in, documents out, over its standard streams.

The first thing that comes in is the compiled segmentation, then batches of articles.

Run as ``python -m newsearch.indexing.analysis_worker``. A plain child process works in every
program that embeds newsearch: unlike `multiprocessing` it neither copies the program's threads nor
imports its main module again.
"""

from __future__ import annotations

import pickle
import signal
import sys

from newsearch.analysis.segmenter import Segmenter
from newsearch.indexing.documents import make_document


def main() -> None:
    """Answer batches of articles until the input ends."""
    # Ctrl-C reaches the whole process group; the parent decides and closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    segmenter = Segmenter.from_bytes(pickle.load(requests))
    while True:
        try:
            articles = pickle.load(requests)
        except EOFError:
            return
        documents = [make_document(article, segmenter) for article in articles]
        pickle.dump(documents, answers, protocol=5)
        answers.flush()


if __name__ == "__main__":
    main()
