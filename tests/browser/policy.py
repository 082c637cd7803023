"""A policy that forbids whatever is not the site's own and whatever stands in the page itself, on every page."""

import re
import unittest

from browser import BrowserTest
from markup import PAGES, Markup

DATA = {"application/json", "application/ld+json"}
INJECT = """() => {
  const script = document.createElement('script');
  script.textContent = 'window.ran = true';
  document.body.append(script);
  const marked = document.createElement('p');
  marked.innerHTML = '<span style="color: rgb(1, 2, 3)">x</span><img src="nothing.png" onerror="window.ran = true">';
  document.body.append(marked);
  const faults = window.ran ? ['a script ran'] : [];
  return getComputedStyle(marked.firstChild).color === 'rgb(1, 2, 3)' ? [...faults, 'a style held'] : faults;
}"""


class Policy(BrowserTest):
    def test_it_stands_before_anything_it_governs(self):
        for path in PAGES:
            with self.subTest(path=path):
                names = [tag.name for tag in Markup(path).tags]
                head = Markup(path).tags[names.index("head") + 1 :]
                # What comes before names the encoding, and loads nothing.
                first = next(tag for tag in head if "charset" not in tag.attributes)
                self.assertEqual(first.attributes.get("http-equiv"), "Content-Security-Policy")
                rules = dict(rule.split(maxsplit=1) for rule in first.attributes["content"].split("; "))
                self.assertEqual(rules["default-src"], "'none'")
                allowed = {source for sources in rules.values() for source in sources.split()}
                self.assertLessEqual(allowed, {"'none'", "'self'"})

    def test_nothing_runs_or_styles_inside_a_page(self):
        for path in PAGES:
            with self.subTest(path=path):
                page = Markup(path)
                faults = [tag for tag in page.tags if "style" in tag.attributes or tag.name == "style"]
                faults += [tag for tag in page.tags if any(name.startswith("on") for name in tag.attributes)]
                faults += [tag for tag in page.tags if re.match(r"\s*javascript:", tag.attributes.get("href", ""), re.I)]
                faults += [
                    tag
                    for tag in page.named("script")
                    if "src" not in tag.attributes and tag.attributes.get("type") not in DATA
                ]
                self.assertEqual(faults, [])

    def test_what_is_slipped_in_does_not_run(self):
        self.on_every_kind(INJECT)
        refused = " ".join(self.faults)
        self.faults.clear()
        self.assertIn("Content Security Policy", refused)


if __name__ == "__main__":
    unittest.main()
