"""Fillable PDFs are filled by pikepdf; PDFium, which Chrome and Edge read with, finds every value and shows it."""

import ctypes
import io
import unittest

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops
from pikepdf.form import CheckboxField, Form, RadioButtonGroup, TextField

from built import Sheet, sheets

# Every hanzi of it is in GB 2312, level 1.
TYPED = "张三丰头痛三天"


def hand_up(pdf: pikepdf.Pdf) -> None:
    """pikepdf writes a text into one of the places of a field that has several; readers look for it in the field."""
    for page in pdf.pages:
        for widget in page.get("/Annots", []):
            if "/T" not in widget and "/V" in widget:
                widget.Parent.V = widget.V
                del widget.V


def filled(sheet: Sheet) -> tuple[bytes, dict[str, str]]:
    """The PDF with something in every field, and what: no two texts are alike, where they may be long enough."""
    values = {}
    with pikepdf.open(sheet.file) as pdf:
        for number, (name, field) in enumerate(Form(pdf).items(), 1):
            match field:
                case TextField():
                    text = str(10**17 + number)[::-1] if field.is_combed else f"{number}{TYPED}"
                    field.value = values[name] = text[: field.max_length]
                case CheckboxField():
                    field.checked = True
                    values[name] = str(field.on_value)[1:]
                case RadioButtonGroup():
                    field.options[0].select()
                    values[name] = str(field.options[0].on_value)[1:]
                case _:
                    raise AssertionError(f"{sheet.path}: {name} is a field of no kind we make: {field}")
        hand_up(pdf)
        saved = io.BytesIO()
        pdf.save(saved)
    return saved.getvalue(), values


class Reader:
    """A PDF in PDFium, with its form."""

    def __init__(self, source):
        self.document = pdfium.PdfDocument(source)
        self.document.init_forms()
        self.images = [page.render(grayscale=True, may_draw_forms=True).to_pil() for page in self.document]

    def widgets(self):
        """Of each widget its page, from 0, its box on the page's image, its name, and what it holds."""
        form = self.document.formenv.raw
        for number, page in enumerate(self.document):
            for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
                widget = raw.FPDFPage_GetAnnot(page.raw, index)
                if raw.FPDFAnnot_GetSubtype(widget) != raw.FPDF_ANNOT_WIDGET:
                    continue
                rect = raw.FS_RECTF()
                raw.FPDFAnnot_GetRect(widget, rect)
                height = page.get_height()
                box = tuple(map(round, (rect.left, height - rect.top, rect.right, height - rect.bottom)))
                name = text(raw.FPDFAnnot_GetFormFieldName, form, widget)
                if raw.FPDFAnnot_GetFormFieldType(form, widget) == raw.FPDF_FORMFIELD_TEXTFIELD:
                    value = text(raw.FPDFAnnot_GetFormFieldValue, form, widget)
                else:
                    on = raw.FPDFAnnot_IsChecked(form, widget)
                    value = text(raw.FPDFAnnot_GetFormFieldExportValue, form, widget) if on else ""
                yield number, box, name, value


def text(function, form, widget) -> str:
    """What a function of PDFium writes into a buffer in UTF-16."""
    length = function(form, widget, None, 0)
    buffer = ctypes.create_string_buffer(length)
    function(form, widget, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def alike(before: Image.Image, after: Image.Image, box: tuple[int, int, int, int]) -> bool:
    difference = ImageChops.difference(before.crop(box), after.crop(box))
    return difference.getextrema()[1] < 64


class Filling(unittest.TestCase):
    maxDiff = None

    def test_what_is_filled_in_is_read_back_and_shown(self):
        for sheet in sheets("fillable"):
            with self.subTest(sheet.path):
                pdf, values = filled(sheet)
                empty, full = Reader(sheet.file), Reader(pdf)
                self.assertEqual({name: value for _, _, name, value in full.widgets() if value}, values)
                unseen = [
                    f"page {page + 1}: {name}, filled with {value}"
                    for page, box, name, value in full.widgets()
                    if value and alike(empty.images[page], full.images[page], box)
                ]
                self.assertEqual(unseen, [], "fields that show nothing")
                self.assertFalse([held for *_, held in empty.widgets() if held], "fields that were not empty")
