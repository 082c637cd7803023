"""Pages look as they did: what PDFium draws of them is compared with the pictures beside this file.

A line that moved by a millimetre is seen, other pixels at the edges of letters are not. Where a change is meant,
`make pictures` takes new ones; look at them before they are committed.
"""

import os
import unittest
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter

from built import SITE

PICTURES = Path(__file__).parent / "pictures"
DPI = 144
MILLIMETRE = round(DPI / 25.4)
# The pages, each with what no other shows.
PAGES = {
    "gallery": ("forms/gallery/gallery.pdf", 1),  # every kind of field, one below the other
    "gallery-large": ("forms/gallery/gallery-large.pdf", 2),  # large print
    "record": ("forms/record/record.pdf", 1),  # fields side by side and over several rows, skip instructions
    "record-signed": ("forms/record/record.pdf", 3),  # the end of a table, consent, seals, instructions
    "agreement": ("forms/agreement/agreement.pdf", 1),  # articles with blanks, many who sign
    "cover": ("forms/booklet.pdf", 1),
}
# Ink is from 0, white, to 255. A picture holds what has at least INK: a TRACE of it must be there, and what is DARK
# must be in the picture, each within NEAR pixels, a third of a millimetre.
INK, TRACE, DARK, NEAR = 64, 32, 160, 2
# Fewer pixels than 2 mm of a line has may be otherwise.
FEW = 10


def ink(page: pdfium.PdfPage, dpi: int = DPI) -> Image.Image:
    return ImageChops.invert(page.render(scale=dpi / 72, grayscale=True).to_pil())


def at_least(image: Image.Image, least: int) -> Image.Image:
    return image.point(lambda value: 255 if value >= least else 0)


def near(image: Image.Image) -> Image.Image:
    """The most ink within a few pixels of each."""
    return image.filter(ImageFilter.MaxFilter(2 * NEAR + 1))


def faults(taken: Image.Image, now: Image.Image) -> list[str]:
    """Where something of a picture is gone, and where something is that it does not show."""
    if taken.size != now.size:
        return [f"the page has {now.size} pixels, not {taken.size}"]
    found = {
        "gone": ImageChops.subtract(taken, at_least(near(now), TRACE)),
        "new": ImageChops.subtract(at_least(now, DARK), near(taken)),
    }
    told = []
    for what, pixels in found.items():
        if pixels.histogram()[255] > FEW:
            left, top, right, bottom = (round(edge / DPI * 25.4) for edge in pixels.getbbox())
            told.append(f"something is {what} from {left}, {top} mm to {right}, {bottom} mm")
    return told


class Pictures(unittest.TestCase):
    def page(self, name: str) -> pdfium.PdfPage:
        file, number = PAGES[name]
        return pdfium.PdfDocument(SITE / file)[number - 1]

    def test_pages_look_as_they_did(self):
        for name, (file, number) in PAGES.items():
            with self.subTest(name):
                picture = PICTURES / f"{name}.png"
                now = ink(self.page(name))
                if "UPDATE_PICTURES" in os.environ:
                    ImageChops.invert(at_least(now, INK)).convert("1").save(picture, optimize=True)
                with Image.open(picture) as image:
                    found = faults(ImageChops.invert(image.convert("L")), now)
                if found:
                    drawn = SITE.parent / f"{name}.png"
                    ImageChops.invert(now).save(drawn)
                    title = f"page {number} of {file} is not as in {picture}, but as in {drawn}:"
                    self.fail("\n".join([title, *found, "where that is meant: make pictures"]))
                self.assertLess(picture.stat().st_size, 25_000, "small enough to be committed")

    def test_a_millimetre_is_seen_and_edges_of_letters_are_not(self):
        for name in PAGES:
            with self.subTest(name):
                page = self.page(name)
                drawn = ink(page)
                taken = at_least(drawn, INK)
                finer = ink(page, DPI * 4).resize(drawn.size, Image.Resampling.BOX)
                self.assertEqual(faults(taken, finer), [], "drawn with other pixels at its edges")
                # The darkest line of the page, where it is longest, a millimetre lower.
                width, height = drawn.size
                rows = drawn.resize((1, height), Image.Resampling.BOX).tobytes()
                line = rows.index(max(rows))
                strip = (0, line - 1, width, line + 2)
                moved = drawn.copy()
                moved.paste(0, strip)
                moved.paste(drawn.crop(strip), (0, line - 1 + MILLIMETRE))
                self.assertNotEqual(faults(taken, moved), [], "a line moved by a millimetre")
