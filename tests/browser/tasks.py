"""What people come for, walked on a phone and counted in taps: each thing is reached in two, and its first useful line
stands in the first window then."""

import unittest

from playwright.sync_api import Locator

from browser import BrowserTest
from markup import READ, Markup

WIDTH, HEIGHT = 360, 640
MOST = 2


class Tasks(BrowserTest):
    def setUp(self):
        super().setUp()
        context = self.context(width=WIDTH, is_mobile=True, has_touch=True)
        self.page = context.new_page()
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        self.page.goto(self.url("index.html"), wait_until="load")
        self.taps = 0

    def tap(self, *ways: str):
        """Taps the first of what these selectors find, which has to be seen without unfolding anything."""
        for selector in ways:
            found = self.page.locator(selector).locator("visible=true")
            if found.count():
                self.taps += 1
                if not found.first.evaluate("(element) => element.matches('a[href]')"):
                    found.first.tap()
                    return
                with self.page.expect_navigation(wait_until="load"):
                    found.first.tap()
                return
        self.fail(f"no way on {self.page.url}: {', '.join(ways)}")

    def is_there(self, line: Locator):
        """The line stands in the window, with as many taps as it may take."""
        self.assertLessEqual(self.taps, MOST, "taps")
        line = line.locator("visible=true").first
        self.assertTrue(line.inner_text().strip() or line.evaluate("(element) => element.matches('input, textarea')"))
        # Where the page is as it was opened, a link to a place in it has scrolled there.
        box = line.bounding_box()
        self.assertGreaterEqual(box["y"], 0, line.inner_text())
        self.assertLess(box["y"] + min(box["height"], 24), HEIGHT, line.inner_text())

    def test_my_citys_office(self):
        self.tap(".provinces a[href*='wuhan']", ".find-city__else a[href*='wuhan']")
        self.is_there(self.page.locator("#office ~ :is(p, dl)"))

    def test_beginning_to_fill_in_a_form(self):
        self.tap(".card__fill a")
        self.page.wait_for_selector("[id='tool:bar']:not([hidden])")
        self.tap("form.fill :is(input[type=text], textarea)")
        self.is_there(self.page.locator("form.fill :is(input, textarea):focus"))

    def test_a_handout_of_my_city(self):
        self.tap(".provinces a[href*='wuhan']", ".find-city__else a[href*='wuhan']")
        link = self.page.locator("a[href$='handout.pdf']").first
        self.assertTrue(link.is_visible(), "a handout")
        self.taps += 1
        self.assertLessEqual(self.taps, MOST, "taps")

    def test_what_to_bring(self):
        self.tap(".provinces a[href*='wuhan']", ".find-city__else a[href*='wuhan']")
        self.tap("main a[href='#bring']")
        self.is_there(self.page.locator("#bring ~ ul li"))

    def test_the_easy_version(self):
        self.tap("main a[href*='easy']", "main a[href*='policy/plan']")
        self.tap(".versions a[href*='easy']", "main a[href*='find-work']")
        self.is_there(self.page.locator("main h2 ~ :is(p, ul) , main h2 + * li"))

    def test_a_form_begins_within_two_windows(self):
        forms = [path for path in READ if any(tag.attributes.get("class") == "fill" for tag in Markup(path).named("form"))]
        self.assertGreater(len(forms), 2)
        for path in forms:
            with self.subTest(path):
                self.page.goto(self.url(path), wait_until="load")
                first = self.page.locator("form.fill :is(input, textarea)").locator("visible=true").first
                self.assertLessEqual(first.bounding_box()["y"], 2 * HEIGHT)


if __name__ == "__main__":
    unittest.main()
