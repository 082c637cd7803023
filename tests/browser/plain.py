"""The forms for everybody: without a script, on a narrow screen, with a finger, in a reader's own colours."""

import json
import unittest

from playwright.sync_api import Page

from browser import BrowserTest
from forms import FORMS, INTAKE, address

TARGET = 44
# Everything in the form that somebody aims at: a tick by its label.
TARGETS = """() => Array.from(
  document.querySelectorAll(".fill :is(input, textarea, button), .fill-panel :is(input, button), .fill-faults a"),
  (control) => {
    const aimed = control.closest("label") || control;
    const { width, height } = aimed.getBoundingClientRect();
    return { name: control.name || control.id || control.textContent, width, height, seen: aimed.checkVisibility() };
  },
).filter(({ seen }) => seen)"""


class WithoutScript(BrowserTest):
    def test_every_control_is_there_named_and_described(self):
        for form in FORMS:
            with self.subTest(form=form):
                page = self.open(address(form), script=False)
                data = json.loads(page.locator("#form-data").text_content())
                controls = page.locator("form.fill :is(input, textarea)")
                names = set(controls.evaluate_all("(all) => all.map((control) => control.name)"))
                self.assertLessEqual({column["name"] for column in data["columns"]}, names)
                for name, repeat in data["repeats"].items():
                    rows = {other.split(".")[1] for other in names if other.startswith(f"{name}.")}
                    self.assertGreaterEqual(len(rows), repeat["rows"])
                self.assertEqual(controls.count(), page.locator("form.fill :is(input, textarea):visible").count())
                unnamed = controls.evaluate_all(
                    "(all) => all.filter((c) => !c.labels.length && !c.getAttribute('aria-labelledby')).map((c) => c.name)"
                )
                self.assertEqual(unnamed, [])
                broken = page.locator("form.fill :is([aria-describedby], [aria-labelledby])").evaluate_all(
                    "(all) => all.flatMap((c) => [c.getAttribute('aria-describedby'), c.getAttribute('aria-labelledby')])"
                    ".filter(Boolean).flatMap((ids) => ids.split(' ')).filter((id) => !document.getElementById(id))"
                )
                self.assertEqual(broken, [])
                self.assertTrue(page.locator("noscript p").is_visible())

    def test_what_needs_a_script_is_absent_and_nothing_is_sent(self):
        for over in self.origins:
            with self.subTest(over=over):
                page = self.open(address(INTAKE), over=over, script=False)
                self.assertEqual(page.locator("main button:visible").count(), 0)
                # A browser fetches the icon when it likes.
                icon = page.locator("link[rel=icon]").first.get_attribute("href").split("/")[-1]
                asked = []
                page.on("request", lambda request: request.url.endswith(f"/{icon}") or asked.append(request.url))
                field = page.locator("[name='name']")
                field.fill("测试")
                field.press("Enter")
                self.assertEqual((asked, field.input_value()), ([], "测试"))
                self.assertTrue(page.url.endswith(address(INTAKE)))

    def test_conditions_are_said_in_words(self):
        page = self.open(address(INTAKE), script=False)
        for part in page.locator("form.fill [data-when]").all():
            self.assertTrue(part.locator(".condition").first.is_visible())


class EveryScreen(BrowserTest):
    def test_everything_is_large_enough_to_hit(self):
        for form in FORMS:
            for width in (320, 1280):
                with self.subTest(form=form, width=width):
                    page = self.open(address(form), width=width)
                    page.locator("[id='tool:check']").click()
                    targets = page.evaluate(TARGETS)
                    self.assertGreater(len(targets), 10)
                    # Less than half a pixel is rounding.
                    small = [t for t in targets if min(t["width"], t["height"]) < TARGET - 0.5]
                    self.assertEqual(small, [])

    def test_nothing_needs_scrolling_sideways(self):
        for form in FORMS:
            for width in (320, 768):
                with self.subTest(form=form, width=width):
                    page = self.open(address(form), width=width)
                    # The parts that open by themselves too.
                    page.evaluate("document.querySelectorAll('form.fill [hidden]').forEach((part) => { part.hidden = false; })")
                    page.locator("[id='tool:check']").click()
                    self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width)

    def test_a_choice_in_each_row_says_row_and_option(self):
        for width in (320, 1280):
            with self.subTest(width=width):
                page = self.open(address(INTAKE), width=width)
                page.locator("[name='met'][value='1']").check()
                row = page.locator("tr[data-ask='checks.pay']")
                label = row.locator("th").inner_text()
                for radio in row.get_by_role("radio").all():
                    word = page.locator(f"[id='{radio.get_attribute('id')}:word']").text_content()
                    self.assertEqual(page.get_by_role("radio", name=f"{label} {word}", exact=True).count(), 1)
                first, second = row.get_by_role("radio").all()[:2]
                first.focus()
                page.keyboard.press("Space")
                page.keyboard.press("ArrowRight")
                self.assertTrue(second.is_checked())
                self.assertFalse(first.is_checked())

    def test_frames_are_seen_in_forced_colours(self):
        page = self.open(address(INTAKE), forced_colors="active")
        frames = page.locator(".fill :is(input[type='text'], textarea, button):visible").evaluate_all(
            "(all) => all.map((c) => [c.name, parseFloat(getComputedStyle(c).borderTopWidth), getComputedStyle(c).borderTopStyle])"
        )
        self.assertGreater(len(frames), 20)
        self.assertEqual([frame for frame in frames if frame[1] < 1 or frame[2] == "none"], [])


if __name__ == "__main__":
    unittest.main()
