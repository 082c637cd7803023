"""The project of this repository, built and previewed: everything in a copy of it."""

import http.client
import re
import shutil
import subprocess
import time
from pathlib import Path

import measure

TOP = Path(__file__).resolve().parent.parent
SOURCES = ("site.yaml", "content", "forms", "templates", "fonts")
LONGEST = "forms/tracking-sheet.yaml"


def copied(folder):
    for source in SOURCES:
        path = TOP / source
        if path.is_dir():
            shutil.copytree(path, folder / source)
        elif path.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / source)
    return folder


class Edits:
    """Edits of one line, each time another one, which no rule has anything against."""

    def __init__(self, project):
        self.project = project
        self.count = 0

    def put(self, file, pattern, made):
        self.count += 1
        path = self.project / file
        text = path.read_text(encoding="utf-8")
        changed, times = re.subn(pattern, lambda _: made(self.count), text, count=1, flags=re.M)
        assert times == 1 and changed != text, f"{file} has no line {pattern}"
        path.write_text(changed, encoding="utf-8")

    def page(self):
        self.put("content/about.md", r"(?:\n测速时加的第\d+行。\n)?\Z", lambda n: f"\n测速时加的第{n}行。\n")

    def figure(self):
        # No rule joins it to others.
        self.put("content/facts.yaml", r"^  services.phrases: (.*) value: \d+", lambda n: f"  services.phrases: {{label: 接待用的文明用语, value: {50 + n}")

    def city(self):
        # The telephone stands on all sheets of the office, in the consent's text too.
        hotline = lambda n: f"office: {{hotline: 027-1234{n:04}}}"
        self.put("content/cities/wuhan.yaml", r"^office: .*$", hotline)

    def template(self):
        self.put("templates/base.html", r"(?:<!-- \d+ -->)?</body>", lambda n: f"<!-- {n} --></body>")

    def form(self):
        self.put(LONGEST, r"^instructions:\n  - (?:逐项填写\d+。)?", lambda n: f"instructions:\n  - 逐项填写{n}。")


def cleared(project):
    """Nothing is left of a former build."""
    for path in project.glob("output*"), project.glob(".output*"):
        for found in path:
            shutil.rmtree(found) if found.is_dir() else found.unlink()


def size(folder):
    files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(files) / 1e6


def builds(formpress, reader, folder):
    """Rows of builds."""
    project = copied(folder / "project")
    edits = Edits(project)
    build = lambda: measure.run([formpress, "build", "--lang", "en"], project)[0]

    def after(change):
        def program():
            change()
            return build()

        return program

    def copy():
        shutil.rmtree(folder / "copied", ignore_errors=True)
        return measure.run(["cp", "-R", project / "output", folder / "copied"], folder)[0]

    def proof():
        alone, _ = measure.run([reader, "load", project], TOP)
        read, _ = measure.run([reader, "proof", project], TOP)
        return measure.Used(read.processor - alone.processor, read.wall - alone.wall, read.memory)

    found = measure.in_turn(
        {
            "from nothing": after(lambda: cleared(project)),
            "of it reading everything back, the proof": proof,
            "nothing changed": build,
            "a line of a page": after(edits.page),
            "a figure": after(edits.figure),
            "a city's telephone": after(edits.city),
            "the template of all pages": after(edits.template),
            "a line of the longest form": after(edits.form),
            "`check`": lambda: measure.run([formpress, "check", "--lang", "en"], project)[0],
            "copying the same bytes (`cp -R`)": copy,
        }
    )
    whole, read = found["from nothing"], found["of it reading everything back, the proof"]
    # Each run's proof is that of the output it has just made.
    found["from nothing, less the proof"] = [
        measure.Used(one.processor - other.processor, one.wall - other.wall, one.memory) for one, other in zip(whole, read)
    ]
    files, megabytes = size(project / "output")
    print(f"\nThe project: {files} files, {megabytes:.1f} MB.")
    measure.table(["build", "wall, s", "processor, s", "memory, MB"], [measure.row(*each) for each in found.items()])


class Preview:
    """A preview that runs, and what its pages ask it for."""

    def __init__(self, formpress, project):
        command = [formpress, "serve", "--port", "0", "--lang", "en"]
        self.process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.host = self.process.stdout.readline().split("http://")[1].split("/")[0]

    def get(self, path):
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse().read().decode()
        connection.close()
        return answer

    def seen_after(self, change, page):
        """Seconds from saving until a browser that shows the page has the new one."""
        before = self.get(page)
        state = before.split('data-state="')[1].split('"')[0]
        change()
        begun = time.monotonic()
        assert "reload" in self.get(f"/.formpress/news/{state}"), "no news of the change"
        assert self.get(page) != before, f"{page} is the former one"
        return time.monotonic() - begun

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def previews(formpress, folder):
    """Rows of a preview: from a saved file to its page in the browser."""
    project = copied(folder / "previewed")
    edits = Edits(project)
    saves = {
        "a line of a page": (edits.page, "/about/"),
        "a figure": (edits.figure, "/policy/plan/"),
        "a city's telephone": (edits.city, "/cities/wuhan/"),
        "the template of all pages": (edits.template, "/about/"),
        "a line of the longest form": (edits.form, "/forms/tracking-sheet/"),
    }
    begun = time.monotonic()
    with Preview(formpress, project) as preview:
        preview.get("/")
        first = time.monotonic() - begun
        found = measure.in_turn({name: lambda save=save: preview.seen_after(*save) for name, save in saves.items()})
    print(f"\nA preview answers {first:.2f} s after it is started.")
    rows = [[name, measure.spread(seconds, 1e3, 0)] for name, seconds in found.items()]
    measure.table(["saved", "seen after, ms"], rows)
