"""What the fuzz targets begin with, of the programme of the tests and its site.

    seeds.py FOLDER FORMPRESS     `programme` and `site` lie in the folder, and the program made the one of the other
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parent
made, formpress = Path(sys.argv[1]), Path(sys.argv[2]).resolve()
PICTURES = ["jpg", "png", "webp", "gif", "mp4"]


def put(target, *seeds):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        seed = seed.encode() if isinstance(seed, str) else seed
        (folder / f"seed-{hashlib.sha1(seed).hexdigest()[:12]}").write_bytes(seed)


def files(folder, pattern="**/*"):
    return sorted(path for path in folder.glob(pattern) if path.is_file())


# As src/lib.rs counts them: by path, all but scripts and styles.
programme = {path.relative_to(TOP / "tests/fixtures/programme").as_posix(): path for path in files(TOP / "tests/fixtures/programme")}
programme |= {path.relative_to(TOP).as_posix(): path for path in files(TOP / "templates")}
texts = sorted((path for path in programme if not path.startswith("templates/assets/")), key=lambda path: path.encode())
for number, path in enumerate(texts):
    seed = bytes([number]) + programme[path].read_bytes()
    put("sources", seed)
    if not path.startswith("templates/"):
        put("whole", seed)

vectors = json.loads((TOP / "tests/vectors/answers.json").read_text())
put("expression", *(condition["expression"] for condition in vectors["conditions"]))
for path in files(TOP / "tests/fixtures/programme", "**/*.yaml"):
    put("expression", *re.findall(r'(?:relevant|constraint|holds|derived): "?([^"\n]+)"?', path.read_text()))
for case in json.loads((TOP / "tests/vectors/patterns.json").read_text()):
    put("pattern", *(f"{case['pattern']}\n{text}" for text, _ in case["texts"][:2]))

site = made / "site"
put("page", *(path.read_bytes() for path in files(site, "*/**/gallery/*.html")))
put("drawing", (TOP / "templates/assets/icon.svg").read_bytes(), *(path.read_bytes() for path in files(site, "forms/gallery/*.svg")[:2]))
put("record", b'{"inputs": null, "compared": null, "digests": {}, "files": {}}',  b'{\n  "generator": "formpress",\n  "files": [{"path": "index.html", "size": 1, "sha256": "00"}]\n}\n')
put("pdf", *(path.read_bytes() for path in files(site, "forms/gallery/*.pdf") if path.stat().st_size < 100_000))
# Of the form's sheets each stream, which the target takes itself.
contents = b"/Artifact << /Type /Layout >> BDC q 0.5 w 0 0 m 9 9 l S Q EMC BT /F1 9 Tf 1 0 0 1 9 9 Tm [<0001> -20 <0002>] TJ ET"
cmap = b"/CIDInit /ProcSet findresource begin begincmap 1 beginbfchar <0001> <4E00> endbfchar 1 beginbfrange <0002> <0003> <4E01> endbfrange endcmap"
put("pdf", *(bytes([stream]) + text for stream in range(24) for text in (contents, cmap)))
for path in files(TOP / "tests/fixtures/pictures"):
    put("picture", bytes([PICTURES.index(path.suffix[1:])]) + path.read_bytes())

form = (TOP / "tests/fixtures/programme/forms/gallery.yaml").read_text()
names = re.findall(r"name: (\w+)", form)
put("table", ",".join(names) + "\n" + ",".join("1" for _ in names) + "\n", json.dumps([dict.fromkeys(names, "1")]))
put("fill", *(json.dumps([{name: value}]) for name in names for value in ("1", "2026-01-02", "甲", True)))
put("fill", json.dumps([dict.fromkeys(names, "1")]), json.dumps({"form": "gallery", "copies": [dict.fromkeys(names, "甲乙")]}))
with tempfile.TemporaryDirectory() as folder:
    workbook = Path(folder) / "gallery.xlsx"
    command = [formpress, "fill", "--template", "gallery", "-o", workbook, "--root", made / "programme"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    put("workbook", workbook.read_bytes())
    # As the target counts them.
    package = zipfile.ZipFile(workbook)
    put("workbook", *(bytes([number]) + package.read(part) for number, part in enumerate(package.infolist())))

words = set(re.findall(r'"([a-z_]{3,20})"', (TOP / "docs/form.schema.json").read_text()))
words |= {"and", "or", "not(", "div", "mod", "selected(", "regex(", "count-selected(", "today()", "${", "${list:glossary}", "${table:", "---\\x0a", "{{", "{%", "%}"}
(HERE / "words.dict").write_text("".join(f'"{word}"\n' for word in sorted(words)))
