"""What `formpress check --format sarif` writes is held against the schema of SARIF 2.1.0 (OASIS, Errata 01)."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from jsonschema import Draft7Validator, FormatChecker

PROGRAM = Path(os.environ["FORMPRESS"]).resolve()
PROGRAMME = Path(os.environ["PROGRAMME"]).resolve()
# Names the crate that carries the schema, which is fetched and not compiled.
CARRIER = Path(__file__).parents[1] / "tools/sarif/Cargo.toml"
ACKNOWLEDGED = """
acknowledged:
  - {code: half-width, file: content/新页.md, text: "您好,请看", reason: 样例}
"""
PAGE = """---
title: 新页
description: 有毛病的一页
---

您好,请看[没有的页](nowhere.md)。😀再看,一次。
"""


def schema() -> dict:
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--manifest-path", CARRIER]
    packages = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["packages"]
    crate = next(package for package in packages if package["name"] == "serde-sarif")
    return json.loads((Path(crate["manifest_path"]).parent / "src/schema.json").read_text(encoding="utf-8"))


class Sarif(unittest.TestCase):
    """Of the tests' programme with a fault, a warning and one that is acknowledged, in both languages."""

    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name) / "programme"
        shutil.copytree(PROGRAMME, self.root)
        (self.root / "content" / "新页.md").write_text(PAGE, encoding="utf-8")
        with (self.root / "site.yaml").open("a", encoding="utf-8") as settings:
            settings.write(ACKNOWLEDGED)

    def tearDown(self) -> None:
        self.folder.cleanup()

    def test_it_is_as_the_schema_wants_it(self) -> None:
        validator = Draft7Validator(schema(), format_checker=FormatChecker())
        for language in ["zh", "en"]:
            run = subprocess.run(
                [PROGRAM, "check", "--format", "sarif", "--lang", language, "--root", self.root],
                capture_output=True,
                text=True,
                encoding="utf-8",
            )
            self.assertEqual(run.returncode, 1, run.stderr)
            log = json.loads(run.stdout)
            faults = list(validator.iter_errors(log))
            self.assertEqual([fault.message for fault in faults], [])
            results = log["runs"][0]["results"]
            self.assertEqual({result["level"] for result in results}, {"error", "warning", "note"})
            self.assert_places(log["runs"][0], results)

    def assert_places(self, run: dict, results: list[dict]) -> None:
        """Rules have the codes of their results, and a region the words that it is about."""
        page = {"uri": "content/%E6%96%B0%E9%A1%B5.md", "uriBaseId": "PROJECTROOT"}
        for result in results:
            self.assertEqual(run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"], result["ruleId"])
        places = [(result, result["locations"][0]["physicalLocation"]) for result in results]
        here = [(result, place["region"]) for result, place in places if place["artifactLocation"] == page and "region" in place]
        marks = [result for result, _ in here if result["ruleId"] == "half-width"]
        accepted = [result.get("suppressions", [{}])[0].get("justification") for result in marks]
        self.assertEqual(accepted, ["样例", None])
        lines = PAGE.split("\n")
        words = [lines[at["startLine"] - 1][at["startColumn"] - 1 : at["endColumn"] - 1] for _, at in here]
        # Behind a sign of two units of UTF-16, too.
        self.assertEqual(words, [",", "[没有的页](nowhere.md)", ","])
