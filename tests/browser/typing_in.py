"""What may be typed into the forms: of any length, in groups, taken back, whatever the rules come to."""

import unittest

import answers
from forms import FOCUSED, FORMS, INTAKE, FormTest, address, status, tool


class Choices(FormTest):
    def test_a_choice_that_need_not_be_made_can_be_taken_back(self):
        page = self.open(address(INTAKE))
        shown = page.evaluate("formpress.form.names().filter((name) => formpress.form.isAsked(name))")
        free = next(c for c in answers.columns(page) if c["asks"] == "options" and not c.get("many") and not c.get("required") and "row" not in c and c["name"] in shown)
        name = free["name"]
        clear = page.locator(f"fieldset[data-ask='{name}'] .ticks__clear")
        self.assertFalse(clear.is_visible())
        page.locator(f"[name='{name}']").first.focus()
        page.keyboard.press("Space")
        self.assertEqual(answers.read(page)[name], [free["options"][0][0]])
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        self.assertNotIn(name, answers.read(page))
        self.assertFalse(clear.is_visible())
        self.assertEqual(page.evaluate(FOCUSED)["name"], name)
        self.assertIn(free["label"], status(page))


class Length(FormTest):
    def test_nothing_is_cut_and_what_is_too_long_is_told(self):
        for form in FORMS:
            page = self.open(address(form))
            self.assertEqual(page.locator("[maxlength]").count(), 0)
            shown = page.evaluate("formpress.form.names().filter((name) => formpress.form.isAsked(name))")
            limited = [column for column in answers.columns(page) if column.get("length") and column["name"] in shown]
            for column in limited[:3]:
                with self.subTest(form=form, column=column["name"]):
                    most, control = column["length"], page.locator(f"[name='{column['name']}']")
                    told = page.locator(f"[id='fill:{column['name']}:count']")
                    control.focus()
                    # Of the second plane: a character each, though two units of UTF-16.
                    page.keyboard.insert_text("𠮷" * most)
                    self.assertEqual(control.input_value(), "𠮷" * most)
                    self.assertIn(str(most), told.inner_text())
                    self.assertIn(told.inner_text(), status(page))
                    self.assertEqual(answers.read(page)[column["name"]], "𠮷" * most)
                    page.keyboard.insert_text("多三字")
                    self.assertEqual(control.input_value(), "𠮷" * most + "多三字")
                    self.assertIn("3", told.inner_text())
                    self.assertIn(told.inner_text(), status(page))
                    page.keyboard.press("Tab")
                    fault = page.locator(f"[id='fill:{column['name']}:fault']")
                    self.assertIn(str(most + 3), fault.inner_text())
                    self.assertEqual(self.exported(page)[0][column["name"]], "𠮷" * most + "多三字")

    def test_what_is_one_line_on_the_sheet_is_one_line(self):
        page = self.open(address(INTAKE))
        control = page.locator("textarea.ask__line").first
        control.focus()
        page.keyboard.type("一")
        page.keyboard.press("Enter")
        page.keyboard.type("行")
        self.assertEqual(control.input_value(), "一行")


class BrokenRules(FormTest):
    """A rule that cannot be judged stops neither saving nor checking nor another rule."""

    BREAK = """(name) => {
      const { data } = formpress.form;
      const own = formpress.form.column(name);
      data.expressions.push(["regex", ["own"], "[A-Z"]);
      own.constraint = data.expressions.length - 1;
      own.rule = "坏了的规则";
    }"""

    def test_it_stops_nothing_but_itself(self):
        page = self.open(address(INTAKE))
        texts = [column["name"] for column in answers.columns(page) if column["asks"] == "text" and column.get("length")]
        page.evaluate(self.BREAK, texts[0])
        number = next(column["name"] for column in answers.columns(page) if column["asks"] == "id")
        for name, value in {texts[0]: "焊工", texts[1]: "后面的", number: "1"}.items():
            page.locator(f"[name='{name}']").fill(value)
            page.locator(f"[name='{name}']").blur()
        self.assertGreater(len(answers.faults(page)), 1)
        self.assertTrue(page.locator(f"[id='fill:{number}:fault']").is_visible())
        label = page.evaluate("(name) => formpress.form.column(name).label", texts[0])
        self.assertIn(label, tool(page, "done").inner_text())
        page.wait_for_timeout(500)
        [kept] = page.evaluate("Object.values(sessionStorage).map((draft) => JSON.parse(draft).values)")
        self.assertEqual(kept, {texts[0]: "焊工", texts[1]: "后面的", number: "1"})
        self.assertEqual(self.exported(page)[0], kept)


if __name__ == "__main__":
    unittest.main()
