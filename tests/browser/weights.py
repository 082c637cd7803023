"""What a page weighs on a slow line, compressed as servers do it."""

import gzip
import unittest

from markup import READ, SITE, Markup

KB = 1024


def weight(files) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 6, mtime=0)) for file in files)


def is_tool(path: str) -> bool:
    """A page one works with: it carries a form, or the search."""
    return path == "search/index.html" or any(tag.attributes.get("class") == "fill" for tag in Markup(path).named("form"))


class Weights(unittest.TestCase):
    def light_enough(self, path: str, least: int, most: int, *names: str):
        """`names` are the tags whose files count; less than `least` means that they were not found."""
        page = Markup(path)
        files = page.files(*names)
        files += [SITE / path] if "link" in names else []
        with self.subTest(path=path):
            weighs = weight(files)
            self.assertGreater(weighs, least, [str(file) for file in files])
            self.assertLessEqual(weighs, most, [(file.name, weight([file])) for file in files])

    def test_the_home_page_with_everything_it_shows(self):
        self.light_enough("index.html", 5 * KB, 90 * KB, "link", "script", "img", "use")

    def test_pages_with_style_and_script(self):
        for path in READ:
            if not is_tool(path):
                self.light_enough(path, 5 * KB, 45 * KB, "link", "script")

    def test_script_alone(self):
        for path in READ:
            if not is_tool(path):
                self.light_enough(path, 0, 15 * KB, "script")


if __name__ == "__main__":
    unittest.main()
