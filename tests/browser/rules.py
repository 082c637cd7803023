"""The rules of axe-core, all of them that stand for a criterion of WCAG, at A, AA and AAA, and its best practice."""

import unittest

from axe_playwright_python.sync_playwright import Axe
from browser import BrowserTest, Page

LEVELS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa", "wcag22a", "wcag22aa", "best-practice"]
# What axe-core leaves out unless it is asked.
MORE = ["target-size", "color-contrast-enhanced", "identical-links-same-purpose"]
ALL = {
    "runOnly": {"type": "tag", "values": LEVELS},
    "rules": {rule: {"enabled": True} for rule in MORE},
}
CONTRAST = {"runOnly": ["color-contrast", "color-contrast-enhanced"]}
# It would fetch the style sheets, which the site's policy forbids.
ALONE = {"resultTypes": ["violations"], "preload": False}


class Rules(BrowserTest):
    def keeps(self, rules: dict, **options):
        def broken(page: Page) -> list[str]:
            found = Axe().run(page, options=rules | ALONE).response["violations"]
            return [f"{rule['id']}: {' '.join(map(str, node['target']))}" for rule in found for node in rule["nodes"]]

        self.on_every_kind(broken, **options)

    def test_every_rule(self):
        self.keeps(ALL)

    def test_contrast_in_the_dark(self):
        self.keeps(CONTRAST, color_scheme="dark")

    def test_contrast_where_more_is_asked_for(self):
        self.keeps(CONTRAST, contrast="more")


if __name__ == "__main__":
    unittest.main()
