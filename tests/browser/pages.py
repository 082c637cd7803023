"""Every page opens from a folder and from a server, asks nobody else for anything, and its console is silent."""

import unittest

from browser import BrowserTest
from markup import READ


class Pages(BrowserTest):
    def test_nothing_leaves(self):
        for over in self.origins:
            page = self.context().new_page()
            for path in READ:
                with self.subTest(path=path, over=over):
                    page.goto(self.url(path, over), wait_until="load")
                    self.assertEqual(page.locator("main").count(), 1)
                    self.assertEqual(self.faults, [])

    def test_what_is_not_found_has_its_style_and_leads_on_from_any_depth(self):
        page = self.context().new_page()
        answer = page.goto(self.url("policy/none/deep/x", "http"), wait_until="load")
        self.assertEqual(answer.status, 404)
        # The console tells of the page itself, once; a style or script that is missing would be another.
        told = [fault for fault in self.faults if "status of 404" in fault]
        self.assertLessEqual(len(told), 1)
        self.assertEqual(self.faults, told)
        self.faults.clear()
        rules = page.evaluate("[...document.styleSheets].map(sheet => sheet.cssRules.length)")
        self.assertTrue(rules and all(rules), rules)
        links = page.locator("a[href]:not([href^='mailto:'])").evaluate_all("links => links.map(link => link.origin + link.pathname)")
        pages = {self.url(path, "http") for path in READ}
        here = page.url
        self.assertEqual([link for link in links if link not in pages and link != here], [])

    def test_what_leaves_is_noticed(self):
        page = self.open("index.html")
        with page.expect_event("requestfailed"):
            page.evaluate("new Image().src = 'https://example.org/a.png'")
        page.context.close()
        noticed = " ".join(self.faults)
        self.faults.clear()
        self.assertIn("left the site: https://example.org/a.png", noticed)
        self.assertIn("Content Security Policy", noticed)


if __name__ == "__main__":
    unittest.main()
