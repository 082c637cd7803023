"""The QR code of every page is read by zxing-cpp from a copy of a copy, and says what the manifest says."""

import math
import os
import subprocess
import tempfile
import unittest
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, ImageFilter

from built import Sheet, sheets

DPI = 200
# Degrees askew and size, of the first copy and of its copy.
COPIES = [(0.7, 0.985), (-1.1, 1.01)]


def copied(image: Image.Image, askew: float, size: float) -> Image.Image:
    """As a cheap copier does it: a little askew, of another size, soft, black or white and nothing between."""
    cos, sin = (part(math.radians(askew)) / size for part in (math.cos, math.sin))
    x, y = image.width / 2, image.height / 2
    turned = (cos, sin, x - cos * x - sin * y, -sin, cos, y + sin * x - cos * y)
    moved = image.transform(image.size, Image.Transform.AFFINE, turned, Image.Resampling.BILINEAR, fillcolor=255)
    soft = moved.filter(ImageFilter.BoxBlur(1))
    return soft.point(lambda value: 255 if value >= 150 else 0)


class Page(NamedTuple):
    """What a page's codes say when it was copied twice, and its text in one line."""

    codes: list[str]
    text: str


def pages(sheet: Sheet) -> list[Page]:
    read = []
    for page in pdfium.PdfDocument(sheet.file):
        image = page.render(scale=DPI / 72, grayscale=True).to_pil()
        for askew, size in COPIES:
            image = copied(image, askew, size)
        codes = [code.text for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]
        read.append(Page(codes, " ".join(page.get_textpage().get_text_bounded().split())))
    return read


def all_pages(printed: list[Sheet]) -> list[tuple[Sheet, list[Page]]]:
    with ProcessPoolExecutor() as pool:
        return list(zip(printed, pool.map(pages, printed), strict=True))


def without_page(code: str) -> str:
    return code.rsplit(" ", 1)[0]


class Codes(unittest.TestCase):
    maxDiff = None

    def test_every_page_of_a_form_says_what_it_is(self):
        for sheet, read in all_pages(sheets("blank", "large")):
            with self.subTest(sheet.path):
                self.assertEqual(len(read), sheet.pages, "pages, by the manifest")
            for number, page in enumerate(read, 1):
                with self.subTest(sheet.path, page=number):
                    self.assertEqual(page.codes, [sheet.code(number)], "codes on the page")
                    self.assertIn(sheet.code(number), page.text, "the code's words stand under it")

    def test_a_booklet_holds_every_form_whole_and_codes_nowhere_else(self):
        blanks = sheets("blank")
        for booklet, read in all_pages(sheets("booklet")):
            with self.subTest(booklet.path):
                self.assertEqual(len(read), booklet.pages, "pages, by the manifest")
                every = [(number, code) for number, page in enumerate(read, 1) for code in page.codes]
                # The contents bear the booklet's own code; the cover and blank backs none.
                for number, code in (one for one in every if one[1].startswith("FP2 booklet ")):
                    self.assertTrue(code.endswith(f" {number}/{booklet.pages}"), f"{code} on page {number}")
                found = [one for one in every if not one[1].startswith("FP2 booklet ")]
                parts = [list(part) for _, part in groupby(found, key=lambda one: without_page(one[1]))]
                forms = {without_page(sheet.code(1)): sheet for sheet in blanks if sheet.city == booklet.city}
                self.assertCountEqual([without_page(part[0][1]) for part in parts], forms, "forms, by their codes")
                for part in parts:
                    first, code = part[0]
                    form = forms[without_page(code)]
                    # Continuation sheets may make a form longer here than it is alone.
                    self.assertGreaterEqual(len(part), form.pages, f"pages of {form.form}")
                    whole = replace(form, pages=len(part))
                    wanted = [(first + index, whole.code(index + 1)) for index in range(len(part))]
                    self.assertEqual(part, wanted, f"pages of {form.form} and their codes")
                    self.assertEqual(first % 2, 1, f"{form.form} begins on a right-hand page")
            for number, page in enumerate(read, 1):
                with self.subTest(booklet.path, page=number):
                    self.assertLessEqual(len(page.codes), 1, "codes on the page")
                    self.assertEqual("FP2 " in page.text, bool(page.codes), "the words of a code stand where one is")
                    self.assertTrue(all(code in page.text for code in page.codes), "the words are the code's")


class Addresses(unittest.TestCase):
    # So long that codes repair no more than 7 % of themselves.
    BASE = "https://canlian.jiuye.example-city-name.gov.cn/zhucan/jiuye"

    def test_the_second_line_is_the_address_of_the_forms_page(self):
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder) / "site"
            build = [os.environ["FORMPRESS"], "build", "--root", os.environ["PROGRAMME"], "--out", site]
            subprocess.run([*build, "--base-url", self.BASE], check=True, capture_output=True)
            for sheet, read in all_pages(sheets("blank", "large", site=site)):
                place = f"cities/{sheet.city}/{sheet.form}" if sheet.city else f"forms/{sheet.form}"
                self.assertTrue((site / place / "index.html").is_file(), place)
                for number, page in enumerate(read, 1):
                    with self.subTest(sheet.path, page=number):
                        self.assertEqual(page.codes, [f"{sheet.code(number)}\n{self.BASE}/{place}/"])
                        # Large print may have no room for so long a name of a host.
                        if sheet.variant == "blank":
                            self.assertIn(f"{self.BASE}/{place}/".removeprefix("https://"), page.text.replace(" ", ""))
