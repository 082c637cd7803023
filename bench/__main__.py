"""Time and memory of formpress, beside its peers: `make bench`.

    python3 bench [project|equal|sites|offices …]     all of them, or these

of a formpress that is compiled (`cargo build --release`, with `--example bench` for what no command does) and peers from PyPI in
`target/bench-venv` (`tests/tools/bench.txt`). Programs take turns; of RUNS (5) runs the median is printed, with the least and the most.
Processor time is that of all threads together; ratios are of one run. Edits are made in copies; the output of many offices goes
below WORK (the system's folder for temporary files) and is taken away at once.

PAGES (100,1000,5000) and OFFICES (30,300) say how large the largest are. Three thousand offices write some ten gigabytes.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import equal
import measure
import offices
import project
import sites

TOP = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or TOP / "target").resolve()
PEERS = TARGET / "bench-venv/bin"
FONTS = os.environ.get("FONTS", "/usr/share/fonts/opentype/noto")


def numbers(name, otherwise):
    return [int(number) for number in os.environ.get(name, otherwise).split(",")]


def main():
    formpress, reader = TARGET / "release/formpress", TARGET / "release/examples/bench"
    parts = {
        "project": lambda folder: (project.builds(formpress, reader, folder), project.previews(formpress, folder)),
        "equal": lambda folder: equal.pages(reader, PEERS / "python", FONTS, folder),
        "sites": lambda folder: sites.builds(formpress, PEERS / "hugo", numbers("PAGES", "100,1000,5000"), folder),
        "offices": lambda folder: offices.builds(formpress, numbers("OFFICES", "30,300"), folder, min(measure.RUNS, 3)),
    }
    chosen = sys.argv[1:] or list(parts)
    if unknown := [name for name in chosen if name not in parts]:
        sys.exit(f"{unknown}: only {list(parts)}\n\n{__doc__}")
    print(f"{os.cpu_count()} cores; median of {measure.RUNS} (least–most)")
    for name in chosen:
        folder = Path(tempfile.mkdtemp(prefix="formpress-bench-", dir=os.environ.get("WORK")))
        try:
            parts[name](folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


main()
