"""Every page opens from a folder and from a server, asks nobody else for anything, and its console is silent."""

import unittest

from browser import READ, BrowserTest


class Pages(BrowserTest):
    def test_nothing_leaves(self):
        for over in self.origins:
            page = self.context().new_page()
            for path in READ:
                with self.subTest(path=path, over=over):
                    page.goto(f"{self.origins[over]}/{path}", wait_until="load")
                    self.assertEqual(page.locator("main").count(), 1)
                    self.assertEqual(self.faults, [])

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
