"""Text begins at the same place on every kind of page, so that nothing jumps between them."""

import unittest

from browser import BrowserTest
from markup import kinds

# Where the page's name begins, and what follows its head.
BEGINS = """() => {
  const left = element => Math.round(element.getBoundingClientRect().left);
  const shown = element => element.checkVisibility({ visibilityProperty: true });
  const after = [...document.querySelectorAll('main :is(h2, p, dl)')].find(
    element => shown(element) && !element.closest('.page-head, .hero, aside, nav, details, li, figure, td, form, .doors, .form-picture'));
  return { heading: left(document.querySelector('main h1')), text: after ? left(after) : null };
}"""


class Columns(BrowserTest):
    def test_text_begins_at_one_place_on_all_kinds_of_pages(self):
        for width in (1280, 768):
            page = self.context(width=width).new_page()
            found = {}
            for path in kinds():
                page.goto(self.url(path), wait_until="load")
                found[path] = page.evaluate(BEGINS)
            places = {place for begins in found.values() for place in begins.values() if place is not None}
            self.assertEqual(len(places), 1, (width, found))
            # It is asked of more than headings.
            self.assertGreater(sum(begins["text"] is not None for begins in found.values()), len(found) // 2)


if __name__ == "__main__":
    unittest.main()
