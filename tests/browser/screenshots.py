"""Pictures of a page of every kind at three widths, light and dark, to be looked at. No test: run it by hand.

    SITE=output target/tests/venv/bin/python tests/browser/screenshots.py target/screenshots
"""

import sys
from pathlib import Path

from browser import CHROMIUM, FLAGS
from markup import SITE, kinds
from playwright.sync_api import sync_playwright

WIDTHS = [320, 768, 1280]
SCHEMES = ["light", "dark"]


def shown(page):
    """All pictures, those that wait for the reader to come near too."""
    page.evaluate("""() => Promise.all([...document.images].filter((image) => image.checkVisibility()).map((image) => {
        image.loading = 'eager';
        return image.decode();
    }))""")


def main(folder: Path):
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, "--hide-scrollbars"])
        for width in WIDTHS:
            for scheme in SCHEMES:
                viewport = {"width": width, "height": 900}
                context = chromium.new_context(viewport=viewport, color_scheme=scheme, locale="zh-CN", reduced_motion="reduce")
                page = context.new_page()
                for path in kinds():
                    page.goto(f"{SITE.as_uri()}/{path}", wait_until="load")
                    shown(page)
                    name = path.removesuffix("index.html").strip("/").replace("/", "-") or "home"
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                context.close()
        chromium.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
