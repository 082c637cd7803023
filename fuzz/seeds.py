"""What the fuzz targets begin with, from the programme of the tests and its site: `seeds.py FOLDER`, where `programme` and `site` are."""

import hashlib
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parent
made = Path(sys.argv[1])
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
put("page", *(path.read_bytes() for path in files(site, "forms/gallery/*.html")))
put("drawing", (TOP / "templates/assets/icon.svg").read_bytes(), *(path.read_bytes() for path in files(site, "forms/gallery/*.svg")[:2]))
put("record", b'{"inputs": null, "compared": null, "digests": {}, "files": {}}',  b'{\n  "generator": "formpress",\n  "files": [{"path": "index.html", "size": 1, "sha256": "00"}]\n}\n')
put("pdf", *(path.read_bytes() for path in files(site, "forms/gallery*.pdf") if path.stat().st_size < 300_000))
for path in files(TOP / "tests/fixtures/pictures"):
    put("picture", bytes([PICTURES.index(path.suffix[1:])]) + path.read_bytes())

form = (TOP / "tests/fixtures/programme/forms/gallery.yaml").read_text()
names = re.findall(r"name: (\w+)", form)
put("table", ",".join(names) + "\n" + ",".join("1" for _ in names) + "\n", json.dumps([dict.fromkeys(names, "1")]))
put("fill", *(json.dumps([{name: value}]) for name in names for value in ("1", "2026-01-02", "甲", True)))
put("fill", json.dumps([dict.fromkeys(names, "1")]), json.dumps({"form": "gallery", "copies": [dict.fromkeys(names, "甲乙")]}))
# Of an empty workbook each part, which the target takes itself.
put("workbook", *(bytes([part]) + b'<?xml version="1.0"?><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>1</v></c></row></sheetData></worksheet>' for part in range(16)))

words = set(re.findall(r'"([a-z_]{3,20})"', (TOP / "docs/form.schema.json").read_text()))
words |= {"and", "or", "not(", "div", "mod", "selected(", "regex(", "count-selected(", "today()", "${", "${list:glossary}", "${table:", "---\\x0a", "{{", "{%", "%}"}
(HERE / "words.dict").write_text("".join(f'"{word}"\n' for word in sorted(words)))
