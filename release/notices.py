"""The licences of what the program is made of, with their texts, which have to go with it.

cargo-about makes such a list, too, but comes as no package of the registries that the tests use and takes minutes to compile; what
is wanted here is a walk through `cargo metadata`. `make deny` holds which licences there may be.
"""

import json
import subprocess
import sys
from pathlib import Path

NAMES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")


def text(top: Path, target: str) -> str:
    """Each crate that the program for a target holds, and each text once."""
    crates = linked(top, target)
    texts = {crate["id"]: own(crate) for crate in crates}
    by_repository = {crate["repository"]: texts[crate["id"]] for crate in crates if texts[crate["id"]]}
    licence = (top / "LICENSE").read_text(encoding="utf-8")
    holders: dict[str, list[str]] = {}
    for crate in crates:
        name = f"{crate['name']} {crate['version']} ({crate['license']})"
        found = texts[crate["id"]] or by_repository.get(crate["repository"]) or from_expression(crate, licence)
        for one in found:
            holders.setdefault(one, []).append(name)
    rust = licence.replace("the formpress authors", "The Rust Project Contributors").replace("2026 ", "")
    holders.setdefault(rust.strip(), []).append("the Rust standard library (MIT OR Apache-2.0)")
    parts = ["formpress holds the work of others. What each part is, and the licence that comes with it:\n"]
    for licence_text, names in sorted(holders.items(), key=lambda item: item[1]):
        parts.append("=" * 80 + "\n" + "\n".join(names) + "\n" + "-" * 80 + "\n\n" + licence_text + "\n")
    return "\n".join(parts)


def linked(top: Path, target: str) -> list[dict]:
    """The crates that the program is made of, without what only builds or tests it."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    metadata = json.loads(subprocess.run(command, cwd=top, check=True, stdout=subprocess.PIPE).stdout)
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    reached, waiting = {root}, [root]
    while waiting:
        for dependency in nodes[waiting.pop()]["deps"]:
            is_linked = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if is_linked and dependency["pkg"] not in reached:
                reached.add(dependency["pkg"])
                waiting.append(dependency["pkg"])
    crates = [crate for crate in metadata["packages"] if crate["id"] in reached - {root}]
    return sorted(crates, key=lambda crate: (crate["name"], crate["version"]))


def own(crate: dict) -> list[str]:
    """The texts that a crate brings along."""
    folder = Path(crate["manifest_path"]).parent
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name.upper().startswith(NAMES))
    texts = (file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip() for file in files)
    return list(dict.fromkeys(one for one in texts if one))


def from_expression(crate: dict, licence: str) -> list[str]:
    """What a crate says it is licensed under, where it brings no text: only the MIT licence is so short that its text is certain."""
    if "MIT" not in (crate["license"] or ""):
        sys.exit(f"{crate['name']} {crate['version']} ({crate['license']}) brings no text of its licence")
    holders = ", ".join(crate["authors"]) or f"the authors of {crate['name']}"
    return [licence.replace("2026 the formpress authors", holders).strip()]
