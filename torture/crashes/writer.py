"""The process that is to suffer: it does steps of a workload and says when each is done.

python -m torture.crashes.writer INDEX FOLDER ENGINE SEED FIRST LAST [--kinds add delete …]

Each step is answered by a line of JSON, after the step and never before.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from newsearch import NewsIndex
from newsearch.errors import NewsearchError
from torture.crashes import faults
from torture.crashes.workload import Workload


def say(**record: object) -> None:
    """Tell the parent something."""
    print(json.dumps(record), flush=True)


def main() -> int:
    """Do the steps; 2 where newsearch says that one cannot be done."""
    parser = argparse.ArgumentParser()
    parser.add_argument("index", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("engine")
    parser.add_argument("seed", type=int)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--kinds", nargs="*", default=())
    parser.add_argument("--fault", type=json.loads, help="see `faults.Fault`")
    options = parser.parse_args()
    workload = Workload(options.seed, options.kinds)
    workload.prepare(options.first, options.folder)
    say(ready=True)
    for number in range(options.first, options.last + 1):
        workload.prepare(number, options.folder)
        if options.fault is not None:
            faults.install(faults.Fault(**options.fault), options.index)
        try:
            # Opened for each step, as commands do.
            with NewsIndex.open_or_create(options.index, engine=options.engine) as index:
                workload.perform(number, index, options.folder)
        except NewsearchError as error:
            say(failed=number, error=type(error).__name__, message=str(error))
            return 2
        say(done=number, calls=faults.calls())
    return 0


if __name__ == "__main__":
    sys.exit(main())
