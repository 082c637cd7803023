"""What is kept of what somebody types: through reloads, crashes and kills, in one tab and in several, and until when."""

import json
import os
import random
import shutil
import signal
import tempfile
import time
import unittest
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page

import answers
from browser import CHROMIUM, FLAGS, PATIENCE, BrowserTest
from forms import FORMS, GALLERY, INTAKE, address, keep, tool

# One with several questions for text, and with a table to which rows may be added.
FORM = INTAKE
TABLE = "[data-repeat][data-words]"
# So many times the browser or the page is killed while somebody types: more by hand, as `KILLS=50`.
KILLS = int(os.environ.get("KILLS", "6"))
# What may be lost of what was typed, in seconds.
LOST = 1.0
DRAFTS = "Object.keys(localStorage).filter((name) => name.startsWith('formpress:draft:'))"
IN_TAB = "Object.keys(sessionStorage).filter((name) => name.startsWith('formpress:draft:'))"
ON_DISK = """() => new Promise((done) => {
  const asked = indexedDB.open("formpress");
  asked.onupgradeneeded = () => asked.transaction.abort();
  asked.onerror = (event) => { event.preventDefault(); done([]); };
  asked.onsuccess = () => {
    const all = asked.result.transaction("drafts").objectStore("drafts").getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result.filter((draft) => draft.values).map((draft) => draft.values)); };
  };
})"""


def texts(page: Page) -> list[str]:
    """The names of questions for text that are asked, the longest fields first."""
    columns = answers.columns(page)
    shown = page.evaluate("formpress.form.names().filter((name) => formpress.form.isAsked(name))")
    free = [column for column in columns if column["asks"] == "text" and column["name"] in shown and "row" not in column]
    return [column["name"] for column in sorted(free, key=lambda column: column.get("length") or 10_000, reverse=True)]


def field(page: Page, name: str):
    return page.locator(f"[name='{name}']")


def notice(page: Page) -> str:
    return tool(page, "restored").inner_text()


def settle(page: Page):
    """Until what was typed is written, which it is a while later."""
    page.wait_for_timeout(700)


class KeptTest(BrowserTest):
    def asking(self, page: Page) -> list[str]:
        """What the page asks before it closes."""
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        with page.expect_event("close"):
            page.close(run_before_unload=True)
        return asked


class InTheTab(KeptTest):
    def test_without_the_tick_a_reload_keeps_everything_and_another_tab_has_nothing(self):
        for over in self.origins:
            with self.subTest(over=over):
                page = self.open(address(FORM), over=over)
                page.on("dialog", lambda dialog: dialog.accept())
                answers.put(page, answers.right(answers.columns(page)))
                before = page.evaluate("formpress.form.everything()")
                name = texts(page)[0]
                field(page, name).click()
                page.keyboard.press("End")
                page.keyboard.type("没有离开这一格")
                before[name] += "没有离开这一格"
                page.reload()
                self.assertEqual(page.evaluate("formpress.form.everything()"), before)
                self.assertNotEqual(notice(page), "")
                self.assertEqual(page.evaluate("localStorage.length"), 0)
                self.assertEqual(page.evaluate(ON_DISK), [])
                self.assertEqual(page.context.cookies(), [])
                again = self.visit(page.context, address(FORM), over=over)
                self.assertEqual(again.evaluate("formpress.form.everything()"), {})

    def test_what_a_condition_hides_is_there_after_a_reload(self):
        for form in FORMS:
            page = self.open(address(form))
            page.on("dialog", lambda dialog: dialog.accept())
            answers.put(page, answers.right(answers.columns(page)))
            hidden = page.evaluate(
                "Object.keys(formpress.form.everything()).filter((name) => !formpress.form.isAsked(name))"
            )
            if not hidden:
                continue
            before = page.evaluate("formpress.form.everything()")
            settle(page)
            page.reload()
            self.assertEqual(page.evaluate("formpress.form.everything()"), before)
            return
        self.fail("no form has an answer that is hidden")

    def test_it_asks_before_it_closes_as_long_as_something_would_be_lost(self):
        page = self.open(address(FORM))
        context, name = page.context, texts(page)[0]
        field(page, name).click()
        page.keyboard.type("写了一半")
        self.assertEqual(self.asking(page), ["beforeunload"])
        page = self.visit(context, address(FORM))
        field(page, name).click()
        page.keyboard.type("写了")
        with page.expect_download():
            tool(page, "export").click()
        self.assertEqual(self.asking(page), [], "it is in a file")
        page = self.visit(context, address(FORM))
        field(page, name).click()
        self.assertEqual(self.asking(page), [], "there is nothing")

    def test_what_is_pasted_or_set_by_a_script_is_kept_and_judged(self):
        page = self.open(address(FORM))
        page.on("dialog", lambda dialog: dialog.accept())
        name = next(column["name"] for column in answers.columns(page) if column["asks"] == "id")
        grouped = "110105 19491231-002x"
        field(page, name).click()
        page.evaluate("(text) => document.execCommand('insertText', false, text)", grouped)
        # As a paste does, which says of itself what it is.
        field(page, name).evaluate(
            "(control) => control.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))"
        )
        page.wait_for_timeout(50)
        self.assertEqual(answers.read(page)[name], answers.ID_NUMBER)
        self.assertEqual(page.locator(".ask__offer").count(), 1, "sex and birth are offered")
        other = texts(page)[0]
        field(page, other).evaluate("(control) => { control.value = '填好的'; control.dispatchEvent(new Event('input', { bubbles: true })); }")
        settle(page)
        page.reload()
        self.assertEqual(field(page, name).input_value(), grouped)
        self.assertEqual(field(page, other).input_value(), "填好的")


class OnThisComputer(KeptTest):
    def ticked(self, context: BrowserContext, form: str = FORM, over: str = "file") -> Page:
        page = self.visit(context, address(form), over=over)
        keep(page)
        return page

    def test_a_draft_is_kept_restored_and_deleted_with_all_others(self):
        for over in self.origins:
            with self.subTest(over=over):
                context = self.context()
                other = self.ticked(context, GALLERY, over)
                field(other, texts(other)[0]).fill("别的表")
                page = self.ticked(context, over=over)
                name = texts(page)[0]
                field(page, name).click()
                page.keyboard.type("测试")
                repeat = page.locator(TABLE).first
                row = repeat.locator("> [data-row]").count() + 1
                repeat.locator("> .row-add").click()
                table = repeat.get_attribute("data-repeat")
                inside = next(c["name"] for c in answers.columns(page) if c["name"].startswith(f"{table}.{row}.") and c["asks"] in ("text", "other"))
                answers.put(page, {inside: "谈了三次"})
                before = page.evaluate("formpress.form.everything()")
                self.assertEqual(self.asking(page), [], "nothing would be lost")
                again = self.visit(context, address(FORM), over=over)
                self.assertEqual(again.evaluate("formpress.form.everything()"), before)
                self.assertRegex(notice(again), r"\d{4}年\d+月\d+日 \d+:\d\d")
                self.assertTrue(tool(again, "keep").is_checked())
                self.assertEqual(len(again.evaluate(DRAFTS)), 2)
                tool(again, "delete").press("Enter")
                self.assertEqual(len(again.evaluate(DRAFTS)), 2, "not before somebody is sure")
                tool(again, "delete-yes").press("Enter")
                self.assertEqual(again.evaluate("formpress.form.everything()"), {})
                self.assertEqual(again.locator(TABLE).first.locator("> [data-row]").count(), row - 1)
                self.assertNotEqual(tool(again, "done").text_content(), "")
                self.assertEqual(again.evaluate("document.activeElement.id"), "tool:delete")
                self.assertFalse(tool(again, "keep").is_checked())
                # The other tab too, which must not write it back.
                other.wait_for_function("!Object.keys(formpress.form.everything()).length")
                field(other, texts(other)[0]).fill("新的人")
                settle(other)
                self.assertEqual(again.evaluate(DRAFTS), [])
                self.assertEqual(again.evaluate(ON_DISK), [])
                self.assertEqual(again.evaluate(IN_TAB), [])

    def test_without_the_tick_nothing_stays_on_this_computer(self):
        context = self.context()
        page = self.ticked(context)
        field(page, texts(page)[0]).fill("测试")
        settle(page)
        self.assertEqual([len(page.evaluate(DRAFTS)), len(page.evaluate(ON_DISK))], [1, 1])
        tool(page, "keep").uncheck()
        settle(page)
        self.assertEqual([page.evaluate(DRAFTS), page.evaluate(ON_DISK)], [[], []])
        again = self.visit(context, address(FORM))
        self.assertEqual(again.evaluate("formpress.form.everything()"), {})

    def test_no_tab_writes_over_another(self):
        context = self.context()
        first = self.ticked(context)
        one, two = texts(first)[:2]
        field(first, one).fill("第一页")
        settle(first)
        second = self.visit(context, address(FORM))
        self.assertEqual(field(second, one).input_value(), "第一页")
        field(second, two).fill("第二页")
        settle(second)
        # The draft is the second tab's now, and the first says so.
        first.wait_for_function("!document.getElementById('tool:keep').checked")
        self.assertNotEqual(notice(first), "")
        field(first, one).fill("第一页又写")
        settle(first)
        third = self.visit(context, address(FORM))
        self.assertEqual(third.evaluate("formpress.form.everything()"), {one: "第一页", two: "第二页"})
        self.assertEqual(field(first, one).input_value(), "第一页又写")
        # To have it kept again is a choice.
        tool(first, "keep").click()
        self.assertFalse(tool(first, "keep").is_checked())
        tool(first, "restored").locator("button").nth(1).click()
        self.assertTrue(tool(first, "keep").is_checked())
        second.wait_for_function("!document.getElementById('tool:keep').checked")
        fourth = self.visit(context, address(FORM))
        self.assertEqual(fourth.evaluate("formpress.form.everything()"), {one: "第一页又写"})
        # And the other one can be opened instead.
        field(second, two).fill("第二页还写")
        tool(second, "keep").click()
        tool(second, "restored").locator("button").nth(0).click()
        self.assertEqual(second.evaluate("formpress.form.everything()"), {one: "第一页又写"})

    def test_a_draft_belongs_to_its_site_and_version(self):
        context = self.context()
        page = self.ticked(context)
        name = texts(page)[0]
        field(page, name).fill("旧的")
        settle(page)
        [key] = page.evaluate(DRAFTS)
        data = answers.data(page)
        self.assertTrue(key.endswith(f"#{data['form']}@{data['version']}"), key)
        page.close()
        # The site in another folder of the same server is another site; an older version's draft is offered, and stays.
        page = self.visit(context, address(GALLERY))
        page.evaluate(
            """([key, version, gone]) => {
              const draft = JSON.parse(localStorage.getItem(key));
              localStorage.removeItem(key);
              draft.values[gone] = "没有地方填的";
              draft.version = "0.0.9";
              localStorage.setItem(key.replace(`@${version}`, "@0.0.9"), JSON.stringify(draft));
              localStorage.setItem(key.replace("draft:/", "draft:/elsewhere/"), JSON.stringify(draft));
            }""",
            [key, data["version"], "no_such_field"],
        )
        page.evaluate("() => new Promise((done) => { indexedDB.deleteDatabase('formpress').onsuccess = done; })")
        page.close()
        page = self.visit(context, address(FORM))
        self.assertEqual(page.evaluate("formpress.form.everything()"), {})
        self.assertIn("0.0.9", notice(page))
        tool(page, "restored").locator("button").click()
        self.assertEqual(page.evaluate("formpress.form.everything()"), {name: "旧的"})
        self.assertIn("没有地方填的", notice(page))
        self.assertIn("no_such_field", notice(page))
        keep(page)
        field(page, name).fill("新的")
        settle(page)
        drafts = page.evaluate(f"{DRAFTS}.map((name) => JSON.parse(localStorage.getItem(name)))")
        self.assertEqual(len(drafts), 3, "the older draft and the other site's are there")
        self.assertTrue(all(draft["values"]["no_such_field"] == "没有地方填的" for draft in drafts))

    def test_a_draft_with_far_too_many_rows_is_told_and_stays(self):
        page = self.ticked(self.context())
        repeat = page.locator(TABLE).first.get_attribute("data-repeat")
        column = next(c["name"].split(".")[2] for c in answers.columns(page) if c["name"].startswith(f"{repeat}.1."))
        name = texts(page)[0]
        field(page, name).fill("测试")
        settle(page)
        far = f"{repeat}.900.{column}"
        page.evaluate(
            f"""(far) => {{
              const [key] = {DRAFTS};
              const draft = JSON.parse(localStorage.getItem(key));
              draft.values[far] = "很远";
              draft.written += 1;
              localStorage.setItem(key, JSON.stringify(draft));
            }}""",
            far,
        )
        rows = page.locator(TABLE).first.locator("> [data-row]").count()
        again = self.visit(page.context, address(FORM))
        self.assertEqual(again.evaluate("formpress.form.everything()"), {name: "测试"})
        self.assertEqual(again.locator(TABLE).first.locator("> [data-row]").count(), rows)
        self.assertIn("很远", notice(again))
        field(again, name).fill("接着写")
        settle(again)
        [values] = again.evaluate(f"{DRAFTS}.map((name) => JSON.parse(localStorage.getItem(name)).values)")
        self.assertEqual(values, {name: "接着写", far: "很远"})


class Killed(KeptTest):
    """Somebody types, and at a moment nobody chose all is over."""

    RECORD = """(name) => {
      window.typed = [];
      document.getElementsByName(name)[0].addEventListener("input", ({ target }) => window.typed.push([target.value.length, Date.now()]));
    }"""

    def typing(self, page: Page, name: str, seconds: float) -> list:
        """Types for a while, several characters a second; when each of them stood there."""
        page.evaluate(self.RECORD, name)
        field(page, name).click()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            page.keyboard.type("字")
            page.wait_for_timeout(random.uniform(30, 120))
        return page.evaluate("window.typed")

    def assert_kept(self, text: str, typed: list, killed: float):
        kept = len(text)
        lost = [at / 1000 for length, at in typed if length > kept]
        age = killed - min(lost) if lost else 0
        print(f"typed {len(typed)}, kept {kept}, lost {age:.2f} s", flush=True) if "KILLS" in os.environ else None
        self.assertLessEqual(age, LOST, f"of {len(typed)} characters {kept} were kept")

    def test_the_browser_is_killed(self):
        for number in range(KILLS):
            over = ["file", "http"][number % 2]
            with self.subTest(number=number, over=over):
                profile = Path(tempfile.mkdtemp(prefix="formpress-"))
                self.addCleanup(shutil.rmtree, profile, ignore_errors=True)
                page = self.launched(profile, over)
                keep(page)
                name = texts(page)[0]
                typed = self.typing(page, name, random.uniform(1, 9))
                killed = time.time()
                os.kill(self.browser_of(profile), signal.SIGKILL)
                try:
                    page.context.close()
                except Error:
                    pass
                page = self.launched(profile, over)
                # The disk answers a moment after the page is there.
                page.wait_for_timeout(500)
                self.assert_kept(field(page, name).input_value(), typed, killed)
                page.context.close()

    def launched(self, profile: Path, over: str) -> Page:
        context = self.playwright.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=FLAGS, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"{self.origins[over]}/{address(FORM)}")
        return page

    def browser_of(self, profile: Path) -> int:
        """The process of the browser that has this profile, not those of its pages."""
        for process in Path("/proc").iterdir():
            try:
                command = (process / "cmdline").read_bytes().split(b"\0")
            except (OSError, ValueError):
                continue
            if f"--user-data-dir={profile}".encode() in command and not any(part.startswith(b"--type=") for part in command):
                if process.name.isdigit() and b"chrom" in command[0]:
                    return int(process.name)
        raise AssertionError("no such browser")

    def test_the_page_crashes_or_is_loaded_anew(self):
        for number in range(KILLS):
            over, crashes = ["file", "http"][number % 2], number % 3 > 0
            with self.subTest(number=number, over=over, crashes=crashes):
                # Requests of a page that crashed are nobody's to let pass: a browser without the harness's watch.
                context = self.chromium.new_context(locale="zh-CN")
                self.addCleanup(context.close)
                page = self.visit(context, address(FORM), over=over)
                page.on("dialog", lambda dialog: dialog.accept())
                name = texts(page)[0]
                typed = self.typing(page, name, random.uniform(0.5, 3))
                killed = time.time()
                if not crashes:
                    page.reload()
                    found = field(page, name).input_value()
                else:
                    found = self.crashed(page, name)
                self.assert_kept(found, typed, killed)
                page.context.close()

    def crashed(self, page: Page, name: str) -> str:
        """What stands in a field after the page's process is killed, and the page is loaded anew."""
        # Playwright gives up a page that crashed; the browser does not.
        tab = page.context.new_cdp_session(page)
        with page.expect_event("crash"):
            for process in self.processes_of_pages():
                os.kill(process, signal.SIGKILL)
        tab.send("Page.reload")
        value = f"document.readyState === 'complete' && window.formpress && document.getElementsByName('{name}')[0].value"
        for _ in range(100):
            time.sleep(0.1)
            found = tab.send("Runtime.evaluate", {"expression": value})["result"].get("value")
            if found:
                return found
        return ""

    def processes_of_pages(self) -> list[int]:
        processes = self.chromium.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        return [process["id"] for process in processes if process["type"] == "renderer"]


if __name__ == "__main__":
    unittest.main()
