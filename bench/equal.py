"""A page of a form for many cities, in one process each: ours and typst's, with the same labels, boxes, ticks, notes and
signatures, in the same faces; ours also has a code, places for readers of the screen, and is PDF/A-2a besides PDF/UA-1."""

import shutil
from pathlib import Path

import measure
import offices

TOP = Path(__file__).resolve().parent.parent
EQUAL = TOP / "bench/equal"
CITIES = 120


def pages(reader, python, fonts, folder):
    site = folder / "equal"
    shutil.copytree(EQUAL, site)
    shutil.copytree(TOP / "templates", site / "templates")
    offices.add(site, CITIES)
    size = {}

    def of(name, command, alone):
        """A page: what all take, less what begins and ends with the process."""

        def program():
            least, _ = measure.run(alone, folder)
            used, said = measure.run(command, folder)
            size[name] = int(said) / CITIES / 1e3
            return measure.Used((used.processor - least.processor) / CITIES, (used.wall - least.wall) / CITIES, used.memory)

        return program

    typst = [python, EQUAL / "typst_pages.py"]
    ours = {
        f"formpress, {name}": of(f"formpress, {name}", [reader, "pdfs", site, "register", name], [reader, "load", site])
        for name in ("blank", "fillable")
    }
    found = measure.in_turn({**ours, "typst": of("typst", [*typst, str(CITIES), fonts], [*typst, "0", fonts])})
    rows = []
    for name, uses in found.items():
        processor = [used.processor for used in uses]
        ratio = measure.median([peer.processor for peer in found["typst"]]) / measure.median(processor)
        rows.append([name, measure.spread(processor, 1e3), f"{ratio:.1f}", f"{size[name]:.1f}", f"{max(used.memory for used in uses):.0f}"])
    print(f"\nA page of a form, for {CITIES} cities:")
    measure.table(["page", "processor, ms", "typst's time over it", "kB", "memory, MB"], rows)
