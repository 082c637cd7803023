"""What a program takes: processor time, wall time, memory."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

RUNS = int(os.environ.get("RUNS", "5"))


class Used(NamedTuple):
    # Seconds, of all threads together.
    processor: float
    # Seconds.
    wall: float
    # Megabytes (MiB) at the peak.
    memory: float


def run(command, folder, environment=None):
    """Runs a program to its end and says what it took, and what it said on standard output."""
    begun = time.monotonic()
    # What it says goes to a file, which nobody has to empty meanwhile.
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            [str(word) for word in command], cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode(errors="replace")
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} in {folder}:\n{said[-3000:]}")
    # Linux counts in KiB, macOS in bytes.
    memory = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Used(used.ru_utime + used.ru_stime, wall, memory), said


def in_turn(programs, runs=RUNS):
    """Runs each of several programs once, then each once more, `runs` times; `{name: function}` gives `{name: [Used]}`."""
    found = {name: [] for name in programs}
    for _ in range(runs):
        for name, program in programs.items():
            found[name].append(program())
    return found


def median(numbers):
    return statistics.median(numbers)


def of(uses):
    """The medians of several runs."""
    return Used(*map(median, zip(*uses)))


def spread(numbers, unit=1.0, digits=2):
    """`median (least–most)`."""
    shown = [f"{number * unit:.{digits}f}" for number in (median(numbers), min(numbers), max(numbers))]
    return f"{shown[0]} ({shown[1]}–{shown[2]})"


def table(headings, rows):
    print("\n| " + " | ".join(headings) + " |")
    print("|" + "---|" * len(headings))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |", flush=True)


def row(name, uses):
    processor, wall, memory = zip(*uses)
    return [name, spread(wall), spread(processor), f"{max(memory):.0f}"]
