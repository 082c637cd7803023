"""What the forms print: the filled-in sheet in the layout of the paper, or the page as it is."""

import io
import re
import unittest

import pypdfium2 as pdfium
from playwright.sync_api import Page

import answers
from browser import BrowserTest
from forms import FORMS, INTAKE, address, tool
from markup import SITE

# Chromium without a window has nobody to show a dialog to.
PRINTED = "window.print = () => { document.documentElement.dataset.printed = 'yes'; };"


class Printed:
    """A page's PDF."""

    def __init__(self, page: Page):
        self.document = pdfium.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        self.pages = ["".join(each.get_textpage().get_text_bounded().split()) for each in self.document]

    def dark(self, page: int, x: float, y: float, width: float, height: float) -> int:
        """How many dark pixels there are in a rectangle of a page from 1, in mm."""
        scale = 4
        picture = self.document[page - 1].render(scale=scale, grayscale=True).to_pil()
        box = [round(length * 72 / 25.4 * scale) for length in (x, y, x + width, y + height)]
        return sum(picture.crop(box).histogram()[:100])


class Sheets(BrowserTest):
    def filled(self, form: str, given: dict | None = None) -> Page:
        page = self.open(address(form))
        page.evaluate(PRINTED)
        answers.put(page, answers.right(answers.columns(page)) if given is None else given)
        return page

    def printed(self, page: Page) -> Printed:
        tool(page, "print").press("Enter")
        page.locator("html[data-printed]").wait_for()
        return Printed(page)

    def test_every_form_is_printed_as_its_sheet_with_all_answers(self):
        for form in FORMS:
            with self.subTest(form=form):
                page = self.filled(form)
                places = page.evaluate("formpress.places")
                printed = self.printed(page)
                self.assertEqual(len(printed.pages), places["pages"])
                sizes = {tuple(round(length * 25.4 / 72) for length in sheet.get_size()) for sheet in printed.document}
                self.assertEqual(sizes, {(210, 297)})
                blank = pdfium.PdfDocument(SITE / f"forms/{form}/{form}.pdf")
                self.assertEqual(len(blank), places["pages"])
                by_name = {place["name"]: place for place in places["fields"]}
                for name, value in answers.read(page).items():
                    place = by_name.get(name)
                    if isinstance(value, str) and place:
                        self.assertIn(re.sub(r"\s", "", value), printed.pages[place["page"] - 1], name)
                ticked = page.evaluate("Array.from(formpress.form.form.elements).filter((c) => c.checked).map((c) => [c.name, c.value])")
                ticks = {(p["name"].removesuffix(f".{p['value']}") if p["kind"] == "check" else p["name"], p["value"]): p for p in places["fields"] if "value" in p}
                options = [column for column in answers.columns(page) if column["asks"] == "options"]
                self.assertEqual(bool(ticked), bool(options))
                if not ticked:
                    continue
                name, value = ticked[0]
                place = ticks[(name, value)]
                other = next(p for key, p in ticks.items() if list(key) not in ticked and p["page"] == place["page"])
                box = lambda p: (p["page"], p["x"], p["y"], p["width"], p["height"])
                self.assertGreater(printed.dark(*box(place)), printed.dark(*box(other)))

    def test_dates_and_numbers_stand_in_their_parts(self):
        page = self.filled(INTAKE, {"serial": "420100-3-2026-00017", "registered_on": "2026-03-09", "id_number": answers.ID_NUMBER})
        text = self.printed(page).pages[0]
        self.assertIn("420100", text)
        self.assertIn("00017", text)
        for sign in ("2026", "3", "9"):
            self.assertIn(sign, text)

    def test_what_has_no_room_follows_on_a_page_of_its_own(self):
        long = "这一句话很长，" * 40
        page = self.filled(INTAKE, {"intention": long, "name": "测试"})
        page.locator("[data-repeat='counselling'] > .row-add").click()
        answers.put(page, {"counselling.3.content": "第三次咨询的要点"})
        pages = page.evaluate("formpress.places.pages")
        printed = self.printed(page)
        self.assertEqual(len(printed.pages), pages + 1)
        self.assertIn(long, printed.pages[-1])
        self.assertIn("第三次咨询的要点", printed.pages[-1])
        for name in ("intention", "counselling.3.content"):
            number, label = page.evaluate("(name) => { const { number, label } = formpress.form.column(name); return [number, label]; }", name)
            self.assertIn(re.sub(r"\s", "", f"第{number}项{label}"), printed.pages[-1])
        self.assertNotIn("测试", printed.pages[-1])
        self.assertIn("测试", printed.pages[0])

    def test_what_is_wrong_is_printed_as_it_was_written_and_said(self):
        page = self.filled(INTAKE, {})
        kinds = {column["asks"]: column for column in reversed(answers.columns(page)) if "row" not in column}
        wrong = {"id": "42010619900307", "phone": "13900000000（本人）", "number": "三千", "month": "八八年春天", "certificate": "在换证", "serial": "没有编号"}
        for kind, text in wrong.items():
            page.locator(f"[name='{kinds[kind]['name']}']").fill(text)
        printed = self.printed(page)
        self.assertEqual(len(printed.pages), page.evaluate("formpress.places.pages") + 1)
        said = tool(page, "done").inner_text()
        for kind, text in wrong.items():
            self.assertIn(text, printed.pages[-1])
            self.assertIn(re.sub(r"\s", "", kinds[kind]["label"]), printed.pages[-1])
            self.assertIn(kinds[kind]["label"], said)
        # What has a place on the sheet stands there too.
        self.assertIn(wrong["id"], printed.pages[0])

    def test_the_browsers_own_print_shows_all_that_was_typed(self):
        for script in (True, False):
            with self.subTest(script=script):
                page = self.open(address(INTAKE), script=script)
                lines = "\n".join(f"第{number}行写的话" for number in range(1, 61))
                long = "".join(f"{number}号话。" for number in range(1, 101))
                area, line = (page.locator(f"{kind}:visible").first for kind in ("textarea:not(.ask__line)", "textarea.ask__line"))
                area.fill(lines)
                line.fill(long)
                text = "".join(Printed(page).pages)
                self.assertEqual([each for each in lines.split("\n") if each not in text], [])
                self.assertIn(long, text)
                self.assertEqual(area.input_value(), lines)

    def test_with_scripts_every_control_is_written_out(self):
        page = self.open(address(INTAKE))
        names = page.locator("input:is([type=text], [type=tel], [type=email], [type=url]):visible").evaluate_all("(all) => all.map((one) => one.name)")
        for at, name in enumerate(names):
            page.locator(f"[name='{name}']").fill(f"{at}开头" + "很长的一句" * 30 + f"{at}结尾")
        text = "".join(Printed(page).pages)
        self.assertGreater(len(names), 5)
        self.assertEqual([name for at, name in enumerate(names) if f"{at}结尾" not in text], [])
        self.assertEqual(page.locator(".print-value").count(), 0, "they are gone after it is printed")

    def test_what_follows_keeps_its_margins_on_every_page(self):
        page = self.filled(INTAKE, {})
        asked = page.evaluate("formpress.form.names().filter((name) => formpress.form.isAsked(name))")
        name = next(column["name"] for column in answers.columns(page) if column.get("lines") and column["name"] in asked)
        answers.put(page, {name: "\n".join(f"第{number}行" for number in range(1, 121))})
        printed = self.printed(page)
        first = page.evaluate("formpress.places.pages") + 1
        self.assertGreater(len(printed.pages), first)
        self.assertIn("第120行", "".join(printed.pages[first - 1 :]))
        for number in range(first, len(printed.pages) + 1):
            self.assertEqual(printed.dark(number, 0, 0, 205, 15), 0, "above")
            self.assertEqual(printed.dark(number, 0, 0, 15, 290), 0, "beside")

    def test_without_the_button_the_page_is_printed_as_it_is(self):
        page = self.filled(INTAKE)
        self.printed(page)
        # The sheets are gone once they are printed.
        printed = Printed(page)
        self.assertIn("".join(page.locator("h1").inner_text().split()), printed.pages[0])
        self.assertGreater(len(printed.pages), page.evaluate("formpress.places.pages") + 1)


if __name__ == "__main__":
    unittest.main()
