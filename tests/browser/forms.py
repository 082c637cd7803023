"""The forms in the browser: filled by keyboard, judged, kept, saved, opened again."""

import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from playwright.sync_api import Page

import answers
from browser import BrowserTest
from markup import SITE

PROGRAM = Path(os.environ["FORMPRESS"]).resolve()
# The project whose site it is.
PROGRAMME = Path(os.environ["PROGRAMME"]).resolve()
FORMS = sorted(path.parent.name for path in SITE.glob("forms/*/index.html"))
# Of the tests' own programme: one with every kind of question that a page can ask and rules between them, and another.
INTAKE, GALLERY = "intake", "gallery"
# What the keyboard is on: name and kind of the control, and what it holds.
FOCUSED = """() => {
  const { id, name, type, value, checked, tagName } = document.activeElement;
  return { id, name, kind: tagName === "TEXTAREA" ? "text" : type, value, checked };
}"""


def address(form: str) -> str:
    return f"forms/{form}/index.html"


def tool(page: Page, name: str):
    return page.locator(f"[id='tool:{name}']")


def keep(page: Page):
    """Ticks that drafts are kept on this computer, which is folded away at first."""
    folded = page.locator(".fill-keeping:not([open]) > summary")
    if folded.count():
        folded.click()
    tool(page, "keep").check()


def status(page: Page) -> str:
    return tool(page, "status").text_content().strip()


class FormTest(BrowserTest):
    def saved(self, page: Page) -> dict:
        """The file that a page saves."""
        with page.expect_download() as download:
            tool(page, "export").press("Enter")
        self.assertEqual(download.value.suggested_filename, f"{answers.data(page)['form']}.json")
        return json.loads(Path(download.value.path()).read_text())

    def exported(self, page: Page) -> list[dict]:
        """The answers in it."""
        return self.saved(page)["copies"]

    def program(self, form: str, copies: list[dict] | dict, *more: str) -> subprocess.CompletedProcess:
        """What the program says of a file that a page saved, or of answers alone; `more` are further arguments."""
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        file = folder / "copies.json"
        file.write_text(json.dumps(copies, ensure_ascii=False))
        command = [PROGRAM, "fill", form, "--data", file, "--output", folder / "copies.pdf"]
        return subprocess.run([*command, *more, "--root", PROGRAMME, "--lang", "en"], capture_output=True, text=True)

    def assert_accepted(self, form: str, copies: list[dict] | dict):
        result = self.program(form, copies)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)


class ByKeyboard(FormTest):
    def test_every_form_is_filled_and_saved_with_the_keyboard_alone(self):
        self.assertGreater(len(FORMS), 2)
        for form in FORMS:
            with self.subTest(form=form):
                page = self.open(address(form))
                right = answers.right(answers.columns(page))
                typed = self.type_everything(page, right)
                self.assertEqual(answers.read(page), typed)
                self.assertEqual(page.evaluate(FOCUSED)["id"], "tool:check")
                page.keyboard.press("Enter")
                self.assertEqual(tool(page, "faults").locator("li").all_inner_texts(), [])
                words = page.evaluate("formpress.words")
                self.assertEqual(tool(page, "done").text_content(), words["right"])
                # By Tab to the button that saves.
                while page.evaluate(FOCUSED)["id"] != "tool:export":
                    page.keyboard.press("Tab")
                file = self.saved(page)
                copies = file["copies"]
                many = {column["name"] for column in answers.columns(page) if column.get("many")}
                plain = {name: value if name in many or isinstance(value, str) else value[0] for name, value in typed.items()}
                self.assertEqual(copies, [plain])
                self.assert_accepted(form, file)

    def order_of_dates(self) -> str:
        """The order in which this browser's own language has a date's parts: that of a page does not matter."""
        page = self.context().new_page()
        page.set_content("<input type='date' max='2999-12-31'>")
        page.locator("input").focus()
        page.keyboard.type("01022003")
        return {"2003-01-02": "mdy", "2003-02-01": "dmy"}.get(page.locator("input").input_value(), "ymd")

    def type_everything(self, page: Page, right: dict) -> dict:
        """Tabs through the page, answers what it comes by, and stops at the button that checks, when nothing is asked any more."""
        typed: dict = {}
        passed: set[str] = set()
        order = self.order_of_dates()
        for _ in range(3000):
            page.keyboard.press("Tab")
            here = page.evaluate(FOCUSED)
            if here["id"] == "tool:check":
                # A number that is typed shows what it asks for once it is left: one comes to that on the next round.
                passed = set(typed)
                if passed >= set(page.evaluate("formpress.form.names().filter((name) => formpress.form.isAsked(name))")):
                    return typed
            name = here["name"]
            if name not in right or name in passed:
                continue
            wanted = right[name]
            match here["kind"]:
                case "radio":
                    # The first of a group is where Tab comes to; the arrows choose.
                    page.keyboard.press("Space")
                    while page.evaluate(FOCUSED)["value"] not in wanted:
                        page.keyboard.press("ArrowDown")
                case "checkbox":
                    if here["value"] in wanted and not here["checked"]:
                        page.keyboard.press("Space")
                case "date":
                    # A date's parts are places to stop at, but one control.
                    if name not in typed:
                        page.keyboard.type("".join(dict(zip("ymd", wanted.split("-")))[part] for part in order))
                case "time":
                    if name not in typed:
                        # Where a clock has twelve hours it asks for the half of the day too.
                        page.keyboard.type(f"{wanted.replace(':', '')}a")
                case _:
                    page.keyboard.insert_text(wanted)
            typed[name] = wanted
        raise AssertionError("the button that checks cannot be reached")


class Conditions(FormTest):
    def test_what_is_not_asked_is_hidden_told_and_not_exported(self):
        page = self.open(address(INTAKE))
        part, reason = page.locator("[id='fill::rights']"), page.locator("[data-ask='not_met_reason']")
        self.assertFalse(part.is_visible() or reason.is_visible())
        page.locator("[name='met'][value='1']").check()
        self.assertTrue(part.is_visible())
        self.assertIn(part.inner_text().split("、")[1], status(page))
        page.locator("[name='income']").fill("1200")
        self.assertEqual(answers.read(page)["income"], "1200")
        page.locator("[name='met'][value='0']").check()
        self.assertFalse(part.is_visible())
        self.assertTrue(reason.is_visible())
        self.assertNotIn("income", answers.read(page))
        self.assertNotIn("income", self.exported(page)[0])
        page.locator("[name='met'][value='1']").check()
        self.assertEqual(answers.read(page)["income"], "1200", "what was answered is there again")

    def test_an_option_that_is_not_listed_asks_what_it_is(self):
        page = self.open(address(INTAKE))
        other = page.locator("[name='devices_other']")
        self.assertFalse(other.is_visible())
        page.locator("[name='devices'][value='9']").check()
        other.fill("放大镜")
        self.assertEqual(answers.read(page)["devices_other"], "放大镜")
        page.locator("[name='devices'][value='9']").uncheck()
        self.assertNotIn("devices_other", answers.read(page))


class Faults(FormTest):
    def test_a_wrong_check_digit_is_told_at_once_and_in_the_summary(self):
        page = self.open(address(INTAKE))
        number = page.locator("[name='id_number']")
        number.fill("110105194912310021")
        number.press("Tab")
        told = page.locator("[id='fill:id_number:fault']")
        self.assertIn("X", told.text_content())
        self.assertEqual(number.get_attribute("aria-invalid"), "true")
        self.assertIn("fill:id_number:fault", number.get_attribute("aria-describedby").split())
        self.assertIn(told.text_content(), status(page))
        listed = answers.faults(page)
        self.assertEqual(page.evaluate(FOCUSED)["id"], "tool:faults")
        self.assertIn(str(len(listed)), page.locator("[id='tool:faults-title']").inner_text())
        link = page.locator("[id='tool:faults'] a[href='#fill:id_number']")
        link.press("Enter")
        self.assertEqual(page.evaluate(FOCUSED)["name"], "id_number")
        number.fill(answers.ID_NUMBER)
        number.press("Tab")
        told.wait_for(state="detached")
        self.assertIsNone(number.get_attribute("aria-invalid"))

    def test_every_link_of_the_summary_leads_to_a_control_one_sees(self):
        looked_at = 0
        for form in FORMS:
            with self.subTest(form=form):
                page = self.open(address(form))
                listed = answers.faults(page)
                required = {column["name"] for column in answers.columns(page) if column.get("required")}
                looked_at += len(listed)
                links = page.locator("[id='tool:faults'] a")
                for index, words in enumerate(listed):
                    links.nth(index).click()
                    here = page.evaluate(FOCUSED)
                    self.assertIn(here["name"], required, words)
                    self.assertTrue(page.locator(":focus").is_visible())
        self.assertGreater(looked_at, len(FORMS))

    def test_rules_between_days_follow_both(self):
        page = self.open(address(INTAKE))
        start, end = page.locator("[name='training_from']"), page.locator("[name='training_to']")
        start.fill("2026-03-02")
        end.fill("2026-03-01")
        end.blur()
        told = page.locator("[id='fill:training_to:fault']")
        rule = next(column["rule"] for column in answers.columns(page) if column["name"] == "training_to")
        self.assertIn(rule, told.text_content())
        start.fill("2026-02-01")
        start.blur()
        told.wait_for(state="detached")

    def test_sex_and_birth_are_offered_and_not_forced(self):
        page = self.open(address(INTAKE))
        number = page.locator("[name='id_number']")
        number.fill(answers.ID_NUMBER)
        number.press("Tab")
        self.assertNotIn("sex", answers.read(page))
        offer = page.locator(".ask__offer button")
        self.assertIn("女，1949年12月", offer.inner_text())
        offer.press("Enter")
        read = answers.read(page)
        self.assertEqual((read["sex"], read["birth"]), (["2"], "1949-12"))
        self.assertEqual(offer.count(), 0)
        self.assertEqual(page.evaluate(FOCUSED)["name"], "id_number")


class Rows(FormTest):
    def test_rows_are_added_and_removed(self):
        page = self.open(address(INTAKE))
        rows = page.locator("[data-repeat='counselling'] > [data-row]")
        content = lambda number: page.locator(f"[name='counselling.{number}.content']")
        self.assertEqual(rows.count(), 2)
        for number in (1, 2):
            content(number).fill(f"第{number}")
        page.locator("[data-repeat='counselling'] > .row-add").press("Enter")
        self.assertEqual(page.evaluate(FOCUSED)["name"], "counselling.3.date")
        self.assertIn("第 3 行", status(page))
        self.assertEqual(content(3).input_value(), "")
        content(3).fill("第3")
        ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), (element) => element.id)")
        self.assertEqual(len(ids), len(set(ids)), "ids stay unique")
        self.assert_accepted_partly(page)
        remove = rows.nth(0).locator(".row__remove")
        remove.press("Enter")
        self.assertEqual((rows.count(), status(page)), (3, remove.inner_text()), "a row with answers goes not at once")
        remove.press("Enter")
        self.assertEqual([content(number).input_value() for number in (1, 2)], ["第2", "第3"])
        self.assertEqual(rows.count(), 2)
        self.assertEqual(page.evaluate(FOCUSED)["name"], "counselling.1.date")
        self.assertEqual(rows.nth(1).locator("legend").first.inner_text(), "第 2 行")

    def assert_accepted_partly(self, page: Page):
        copies = self.exported(page)
        self.assertEqual(copies[0]["counselling.3.content"], "第3")
        result = self.program(INTAKE, copies)
        # Only that the rest is missing.
        self.assertNotIn("counselling.3", result.stdout + result.stderr)

    def test_a_fault_of_a_row_that_was_removed_leads_nowhere(self):
        page = self.open(address(INTAKE))
        thrown: list[str] = []
        page.on("pageerror", lambda error: thrown.append(str(error)))
        page.locator("[data-repeat='counselling'] > .row-add").press("Enter")
        page.locator("[name='counselling.3.content']").fill("4.2E+17")
        link = page.locator("[id='tool:faults'] a[href='#fill:counselling.3.content']")
        answers.faults(page)
        self.assertEqual(link.count(), 1)
        remove = page.locator("[data-repeat='counselling'] > [data-row]").nth(2).locator(".row__remove")
        remove.press("Enter")
        remove.press("Enter")
        self.assertEqual(page.locator("[name='counselling.3.content']").count(), 0)
        link.press("Enter")
        page.wait_for_timeout(100)
        self.assertEqual(thrown, [])

    def test_choices_in_added_rows_are_their_own(self):
        page = self.open(address(INTAKE))
        page.locator("[name='referrals.3.result'][value='0']").check()
        page.locator("[data-repeat='referrals'] > .row-add").click()
        page.locator("[name='referrals.4.result'][value='1']").check()
        read = answers.read(page)
        self.assertEqual((read["referrals.3.result"], read["referrals.4.result"]), (["0"], ["1"]))


class Files(FormTest):
    def test_a_saved_file_is_opened_again(self):
        for form in FORMS:
            with self.subTest(form=form):
                page = self.open(address(form))
                answers.put(page, answers.right(answers.columns(page)))
                before = answers.read(page)
                copies = self.exported(page)
                other = self.open(address(form))
                self.give(other, json.dumps(copies))
                self.assertEqual(answers.read(other), before)
                self.assertIn(str(len(before)), tool(other, "imported").inner_text())
                self.assertEqual(tool(other, "imported").locator("p").count(), 1)

    def give(self, page: Page, text: str):
        said = tool(page, "imported")
        tool(page, "import").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": text.encode()})
        said.locator("p").first.wait_for()

    def test_what_is_wrong_is_saved_as_it_was_written_and_said(self):
        page = self.open(address(INTAKE))
        kinds = {column["asks"]: column for column in reversed(answers.columns(page)) if "row" not in column}
        wrong = {"id": "42010619900307", "phone": "13900000000（本人）", "number": "三千", "month": "八八年春天", "certificate": "在换证", "serial": "没有编号"}
        given = {kinds[kind]["name"]: text for kind, text in wrong.items() if kind in kinds}
        given["name"] = "林一帆"
        for name, text in given.items():
            page.locator(f"[name='{name}']").fill(text)
        saved = self.exported(page)[0]
        self.assertEqual(saved, given)
        said = tool(page, "done").inner_text()
        for kind in wrong:
            self.assertIn(kinds[kind]["label"], said)
        other = self.open(address(INTAKE))
        self.give(other, json.dumps([saved]))
        self.assertEqual(other.evaluate("formpress.form.everything()"), given)

    def test_another_forms_file_is_refused_by_name(self):
        page = self.open(address(GALLERY))
        page.locator("[name='name']").fill("测试")
        file = self.saved(page)
        self.assertEqual((file["form"], file["version"]), (GALLERY, answers.data(page)["version"]))
        other = self.open(address(INTAKE))
        self.give(other, json.dumps(file))
        self.assertIn(file["title"], tool(other, "imported").inner_text())
        self.assertEqual(other.evaluate("formpress.form.everything()"), {})
        # The program says so too.
        result = self.program(INTAKE, file)
        self.assertIn("another-form", result.stdout + result.stderr)
        self.assertIn(GALLERY, result.stdout + result.stderr)
        # One that names no form is known by having nothing of this one.
        self.give(other, json.dumps([{"colour": "红", "taste": "甜"}]))
        self.assertEqual(tool(other, "imported").locator("p").count(), 1)
        # An older version's is read, and said to be that.
        self.give(page, json.dumps(file | {"version": "0.0.9"}))
        self.assertIn("0.0.9", tool(page, "imported").inner_text())

    def test_files_of_any_size_and_depth_are_answered_in_words(self):
        page = self.open(address(INTAKE))
        repeat = next(iter(answers.data(page)["repeats"]))
        column = next(c["name"].split(".")[2] for c in answers.columns(page) if c["name"].startswith(f"{repeat}.1."))
        deep = '[{"name": "甲", "x": ' + '{"x": ' * 20_000 + "1" + "}" * 20_000 + "}]"
        lists = '[{"name": "甲", "x": ' + "[" * 20_000 + "]" * 20_000 + "}]"
        many = json.dumps([{"name": "甲"} | {f"x{number}": 1 for number in range(50_000)}])
        far = json.dumps([{"name": "甲", f"{repeat}.1000.{column}": "x", f"{repeat}.99999999999.{column}": "x"}])
        rows = page.locator(f"[data-repeat='{repeat}'] > [data-row]").count()
        for text in (deep, lists, many, far):
            with self.subTest(text=text[:40]):
                self.give(page, text)
                self.assertEqual(page.locator("[name='name']").input_value(), "甲")
                self.assertLess(tool(page, "imported").locator("p").count(), 30)
                self.assertGreater(tool(page, "imported").locator("p").count(), 1)
                self.assertEqual(page.locator(f"[data-repeat='{repeat}'] > [data-row]").count(), rows)
                tool(page, "imported").evaluate("(said) => said.replaceChildren()")
        tool(page, "delete").click()
        tool(page, "delete-yes").click()
        large = Path(self.enterContext(tempfile.TemporaryDirectory())) / "large.json"
        large.write_text(json.dumps([{"name": "字" * 3_000_000}], ensure_ascii=False), "utf-8")
        tool(page, "import").set_input_files(large)
        tool(page, "imported").locator("p").first.wait_for()
        self.assertEqual(page.locator("[name='name']").input_value(), "")
        self.assertEqual(tool(page, "imported").locator("p").count(), 1)

    def test_what_a_file_says_wrongly_is_told(self):
        page = self.open(address(INTAKE))
        copy = {"name": "测试", "colour": "红", "met": "也许", "opened_on": "明天", "phone": "123", "serial": "x"}
        self.give(page, json.dumps([copy]))
        said = tool(page, "imported").inner_text()
        for value in ("colour", "也许", "明天", "123"):
            self.assertIn(value, said)
        self.assertEqual(answers.read(page), {"name": "测试"})
        self.assertEqual(page.locator("[name='phone']").input_value(), "123")

    def test_the_ways_people_write_and_nested_rows_are_read(self):
        page = self.open(address(INTAKE))
        copy = {"sex": "男", "birth": "1988年5月", "opened_on": "2026/3/1", "income_before": "1,200元"}
        rows = [{"content": "一"}, {}, {"content": "三", "date": "20260102"}]
        self.give(page, json.dumps([copy | {"counselling": rows}]))
        expected = {"sex": ["1"], "birth": "1988-05", "opened_on": "2026-03-01", "income_before": "1200"}
        expected |= {"counselling.1.content": "一", "counselling.3.content": "三", "counselling.3.date": "2026-01-02"}
        self.assertEqual(answers.read(page), expected)

    def test_what_is_no_such_file_is_refused(self):
        for text in ("", "{}", "[]", "[1]", "no", '[[{"name": "x"}]]'):
            with self.subTest(text=text):
                page = self.open(address(GALLERY))
                self.give(page, text)
                self.assertEqual(tool(page, "imported").locator("p").count(), 1)
                self.assertEqual(answers.read(page), {})


class Judgement(FormTest):
    """The page reads and judges answers as the program does."""

    # A right and a wrong way to answer, on a sheet that is right otherwise; every way there is stands in tests/vectors.
    WAYS: dict[str, tuple[str | list[str], str | list[str]]] = {
        "name": ("  甲  ", "字" * 21),
        "birth": ("一九四九年十二月", "1949-11"),
        "id_number": ("110105 19491231 002x", "110105194912310021"),
        "certificate": ("11010519491231002x43", "11010519491231002X4"),
        "phone": ("12385", "123"),
        "income_before": ("1,200元", "1,20"),
        "sex": ("2 女", "男"),
        "disability": ("4", "视力"),
        "devices": ("轮椅，助视器", "飞机"),
        "opened_on": ("2026年3月1日", "2026-02-30"),
        "serial": ("420100-3-2026-00017", "420100-2-2026-00017"),
        "counselling.1.date": ("2026.3.1", "2026-13-01"),
        "training_to": ("2026-12-31", "2025-01-01"),
    }
    # The faults of values and of rules; what is asked at all, other tests look at.
    BESIDE = {"not-answered", "not-asked", "other-not-chosen", "no-place", "unprintable"}
    JUDGE = """(copy) => {
      const { form, rules } = formpress;
      const answers = new Map();
      const found = [];
      for (const name in copy) {
        const read = rules.read(form.column(name), copy[name]);
        if (read && read.fault) found.push(name);
        else if (read) answers.set(name, read.answer);
      }
      const today = rules.day(...form.data.asOf.split("-").map(Number));
      for (const own of answers.keys()) {
        const { constraint, row } = form.column(own);
        if (rules.contradiction(form.data.derived, form.column(own), answers, today, (name) => name)) found.push(own);
        if (constraint === undefined) continue;
        if (rules.verdict(form.data.expressions[constraint], { answers, own, row, today }) === false) found.push(own);
      }
      return found;
    }"""

    def test_page_and_program_find_the_same_faults(self):
        page = self.open(address(INTAKE))
        columns = answers.columns(page)
        answers.put(page, answers.right(columns))
        many = {column["name"] for column in columns if column.get("many")}
        right = answers.read(page)
        right = {name: value if name in many or isinstance(value, str) else value[0] for name, value in right.items()}
        changes = [{name: value} for name, values in self.WAYS.items() for value in values]
        # A sheet's number is no other's.
        copies = [right | {"serial": f"420100-3-2026-{number:05}"} | change for number, change in enumerate(changes, 10001)]
        result = self.program(INTAKE, copies)
        program: list[set[str]] = [set() for _ in copies]
        for number, code, name in re.findall(r"row (\d+): error\[([\w-]+)\]: .*?（([a-z][\w.]*)）", result.stdout + result.stderr, re.M):
            if code not in self.BESIDE:
                program[int(number) - 1].add(name)
        for change, copy, expected in zip(changes, copies, program, strict=True):
            with self.subTest(change=change):
                self.assertEqual(set(page.evaluate(self.JUDGE, copy)), expected)
        right_and_wrong = list(zip(program[::2], program[1::2], strict=True))
        self.assertEqual(right_and_wrong, [(set(), {name}) for name in self.WAYS])


if __name__ == "__main__":
    unittest.main()
