"""Patterns of `regex()` mean in a browser what they mean in the program, whose table `patterns.json` is."""

import json
import unittest
from pathlib import Path

from browser import BrowserTest

HERE = Path(__file__).parent
RULES = HERE.parent.parent / "templates" / "assets" / "form-rules.js"
# By the states that pages are given, and by the browser's own engine.
BOTH = """([pattern, states, text]) => [
  formpress.rules.verdict(["regex", ["own"], states], { own: "a", answers: new Map([["a", { type: "text", value: text }]]) }),
  new RegExp(`^(?:${pattern})$`, "u").test(text),
]"""


class Patterns(BrowserTest):
    def test_the_program_the_page_and_the_browser_agree(self):
        page = self.open("index.html")
        page.evaluate(RULES.read_text("utf-8"))
        for row in json.loads((HERE / "patterns.json").read_text("utf-8")):
            for text, matches in row["texts"]:
                with self.subTest(pattern=row["pattern"], text=text):
                    self.assertEqual(page.evaluate(BOTH, [row["pattern"], row["states"], text]), [matches, matches])

    def test_no_text_freezes_the_page(self):
        page = self.open("index.html")
        page.evaluate(RULES.read_text("utf-8"))
        rows = {row["pattern"]: row["states"] for row in json.loads((HERE / "patterns.json").read_text("utf-8"))}
        for pattern in ("(a+)+", "(a*)*b", "(a|aa)*?c"):
            page_says = BOTH.split(",\n  new RegExp")[0] + "]"
            self.assertEqual(page.evaluate(page_says, [pattern, rows[pattern], "a" * 10_000 + "!"]), [False])

    def test_numbers_too_large_to_be_exact_decide_nothing(self):
        page = self.open("index.html")
        page.evaluate(RULES.read_text("utf-8"))
        large = ["number", 999_999_999_999_999]
        for node, expected in (
            ([">", ["*", large, large], ["number", 1]], None),
            (["=", ["*", large, ["*", large, large]], ["*", large, large]], None),
            (["=", ["*", ["number", 0.1], ["number", 3]], ["number", 0.3]], True),
            (["<", ["+", ["today"], large], ["today"]], None),
            (["<", ["+", ["today"], ["number", -1]], ["today"]], True),
        ):
            with self.subTest(node=node):
                verdict = "(node) => formpress.rules.verdict(node, { own: 'a', answers: new Map(), today: 20000 })"
                self.assertEqual(page.evaluate(verdict, node), expected)


if __name__ == "__main__":
    unittest.main()
