"""Runs the tests of folders side by side, a class at a time in a process of its own, as many at once as there are
processors and one more, for tests wait for browsers.

    python tests/run.py FOLDER… [-k WORD]   WORD stands in the names of the classes to run
"""

import argparse
import importlib
import os
import sys
import time
import unittest
from concurrent.futures import ProcessPoolExecutor, as_completed
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple


class Result(NamedTuple):
    """What a class of tests came to; `report` is what unittest wrote."""

    name: str
    tests: int
    passed: bool
    skipped: int
    seconds: float
    report: str


def classes(folder: Path) -> list[str]:
    """The classes with tests in the files of a folder, as `module.Class`."""
    sys.path.insert(0, str(folder))
    found = []
    for file in sorted(folder.glob("*.py")):
        module = importlib.import_module(file.stem)
        for name, value in vars(module).items():
            is_test = isinstance(value, type) and issubclass(value, unittest.TestCase)
            if is_test and value.__module__ == file.stem and unittest.defaultTestLoader.getTestCaseNames(value):
                found.append(f"{file.stem}.{name}")
    sys.path.pop(0)
    return found


def run(folder: Path, name: str) -> Result:
    sys.path.insert(0, str(folder))
    start = time.monotonic()
    report = StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromName(name)
    result = unittest.TextTestRunner(report, verbosity=2).run(suite)
    # A folder without tests and a class that ran none are faults too.
    passed = result.wasSuccessful() and result.testsRun > 0
    return Result(name, result.testsRun, passed, len(result.skipped), time.monotonic() - start, report.getvalue())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("-k", default="", metavar="WORD")
    parser.add_argument("-j", type=int, default=(os.cpu_count() or 1) + 1, metavar="N", help="processes at once")
    options = parser.parse_args()
    start = time.monotonic()
    results = []
    # Each class in a fresh process: what one leaves behind reaches no other.
    with ProcessPoolExecutor(options.j, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        runs = [
            pool.submit(run, folder.resolve(), name)
            for folder in options.folders
            for name in classes(folder.resolve())
            if options.k in name
        ]
        for each in as_completed(runs):
            result = each.result()
            results.append(result)
            print(f"{'ok    ' if result.passed else 'FAILED'} {result.seconds:6.1f} s  {result.tests:2} tests  {result.name}", flush=True)
            if not result.passed:
                print(result.report, flush=True)
    failed = [result.name for result in results if not result.passed]
    tests, skipped = (sum(getattr(result, name) for result in results) for name in ("tests", "skipped"))
    print(f"{tests} tests in {time.monotonic() - start:.0f} s, {skipped} skipped; failed: {', '.join(failed) or 'none'}")
    return 1 if failed or not tests else 0


if __name__ == "__main__":
    sys.exit(main())
