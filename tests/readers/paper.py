"""What PDFium takes when somebody types or pastes into a fillable PDF is on the paper, all of it."""

import ctypes
import io
import unittest
from collections import defaultdict

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pikepdf.form import Form, TextField

from built import Sheet, sheets
from filling import hand_up, text

# As wide as any character.
TYPED = "国"
FAR_TOO_MUCH = TYPED * 400


def keys(form, page, typed):
    for unit in memoryview(typed.encode("utf-16-le")).cast("H"):
        raw.FORM_OnChar(form, page, unit, 0)


def paste(form, page, typed):
    buffer = ctypes.create_string_buffer((typed + "\0").encode("utf-16-le"))
    raw.FORM_ReplaceSelection(form, page, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)))


def opened(source) -> pdfium.PdfDocument:
    """A PDF with its form, and its pages kept: one that is loaded again does not show what was typed."""
    document = pdfium.PdfDocument(source)
    document.init_forms()
    document.pages = list(document)
    return document


def text_fields(document):
    """Of each widget for text its page, from 0, its box in points from the bottom left, its name and its value."""
    form = document.formenv.raw
    for number, page in enumerate(document.pages):
        for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            widget = raw.FPDFPage_GetAnnot(page.raw, index)
            if raw.FPDFAnnot_GetFormFieldType(form, widget) != raw.FPDF_FORMFIELD_TEXTFIELD:
                continue
            rect = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(widget, rect)
            name = text(raw.FPDFAnnot_GetFormFieldName, form, widget)
            value = text(raw.FPDFAnnot_GetFormFieldValue, form, widget)
            yield number, (rect.left, rect.bottom, rect.right, rect.top), name, value


def typed_into(sheet: Sheet, into) -> pdfium.PdfDocument:
    """The sheet in PDFium, with far too much typed into every field, once where a field has several places."""
    document = opened(sheet.file)
    form, done = document.formenv.raw, set()
    for number, (left, bottom, right, top), name, _ in list(text_fields(document)):
        if name in done:
            continue
        done.add(name)
        page = document.pages[number]
        at = (left + right) / 2, (bottom + top) / 2
        raw.FORM_OnMouseMove(form, page.raw, 0, *at)
        raw.FORM_OnLButtonDown(form, page.raw, 0, *at)
        raw.FORM_OnLButtonUp(form, page.raw, 0, *at)
        into(form, page.raw, FAR_TOO_MUCH)
        raw.FORM_ForceToKillFocus(form)
    return document


def filled_by_a_program(sheet: Sheet) -> pdfium.PdfDocument:
    """The sheet with every field filled to its end by pikepdf; PDFium makes what is shown."""
    with pikepdf.open(sheet.file) as pdf:
        for field in dict(Form(pdf).items()).values():
            if isinstance(field, TextField):
                field.value = TYPED * field.max_length
        hand_up(pdf)
        pdf.Root.AcroForm.NeedAppearances = True
        saved = io.BytesIO()
        pdf.save(saved)
    return opened(saved.getvalue())


def printed(document: pdfium.PdfDocument) -> dict[int, list[tuple[float, float, float, float]]]:
    """The boxes of the typed characters of each page, as a printer gets them."""
    for page in document.pages:
        page.flatten(raw.FLAT_PRINT)
    saved = io.BytesIO()
    document.save(saved)
    boxes = defaultdict(list)
    for number, page in enumerate(pdfium.PdfDocument(saved.getvalue())):
        words = page.get_textpage()
        for index in range(words.count_chars()):
            if raw.FPDFText_GetUnicode(words.raw, index) == ord(TYPED):
                boxes[number].append(words.get_charbox(index))
    return boxes


def is_inside(inner, outer, slack=1.0):
    return all(inner[side] >= outer[side] - slack for side in (0, 1)) and all(
        inner[side] <= outer[side] + slack for side in (2, 3)
    )


class Typing(unittest.TestCase):
    maxDiff = None

    def test_everything_that_is_taken_is_on_paper(self):
        ways = {
            "typed": lambda sheet: typed_into(sheet, keys),
            "pasted": lambda sheet: typed_into(sheet, paste),
            "filled by a program": filled_by_a_program,
        }
        for sheet in sheets("fillable"):
            for way, fill in ways.items():
                with self.subTest(sheet.path, way=way):
                    document = fill(sheet)
                    fields = list(text_fields(document))
                    boxes = printed(document)
                    lost = [
                        f"page {number + 1}: {name} took {len(value)}, on paper are {len(inside)}"
                        for number, box, name, value in fields
                        for inside in [[one for one in boxes[number] if is_inside(one, box)]]
                        if not value or len(inside) != len(value)
                    ]
                    self.assertEqual(lost, [], "texts that are not all on paper")

    def test_a_number_typed_on_the_first_page_is_on_every_page(self):
        numbered = 0
        for sheet in sheets("fillable"):
            with self.subTest(sheet.path):
                numbers = defaultdict(dict)
                for page, _, name, value in text_fields(typed_into(sheet, keys)):
                    if name.startswith("serial."):
                        numbers[name][page] = value
                for name, values in numbers.items():
                    self.assertEqual(list(values), list(range(sheet.pages)), f"pages with {name}")
                    self.assertEqual(len(set(values.values())), 1, f"{name} is not the same everywhere: {values}")
                numbered += bool(numbers)
        self.assertGreater(numbered, 0, "no sheet has a number")
