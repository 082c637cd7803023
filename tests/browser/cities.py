"""A form as a city's office issues it: filled in, printed, saved, given to the program; and the way there."""

import json
import unittest
from pathlib import Path

from playwright.sync_api import Page

import answers
from forms import FORMS, FormTest, INTAKE, keep, tool
from keeping import DRAFTS
from markup import SITE
from printing import PRINTED, Printed

CITY, ANOTHER = "wuhan", "shijiazhuang"
# A form of which the office of the first decided something.
DECIDED = "record"


def address(form: str, city: str = CITY) -> str:
    return f"cities/{city}/{form}/index.html"


class CityForms(FormTest):
    def filled(self, form: str) -> Page:
        page = self.open(address(form))
        answers.put(page, answers.right(answers.columns(page)))
        return page

    def saved(self, page: Page) -> dict:
        with page.expect_download() as download:
            tool(page, "export").press("Enter")
        data = answers.data(page)
        self.assertEqual(download.value.suggested_filename, f"{data['city']}-{data['form']}.json")
        return json.loads(Path(download.value.path()).read_text())

    def test_what_is_saved_names_the_city_and_fills_its_sheets_alone(self):
        for form in FORMS:
            with self.subTest(form=form):
                page = self.filled(form)
                self.assertEqual(answers.faults(page), [])
                file = self.saved(page)
                self.assertEqual((file["form"], file["city"]), (form, CITY))
                result = self.program(form, file, "--city", CITY)
                self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
                for other in (["--city", ANOTHER], []):
                    result = self.program(form, file, *other)
                    self.assertNotEqual(result.returncode, 0)
                    self.assertIn(f"--city {CITY}", result.stdout + result.stderr)

    def test_it_is_printed_over_the_citys_own_sheets(self):
        page = self.filled(DECIDED)
        page.evaluate(PRINTED)
        tool(page, "print").press("Enter")
        page.locator("html[data-printed]").wait_for()
        printed = Printed(page)
        office = page.locator("form.fill p").first.inner_text().split("：")[1]
        self.assertIn(office, printed.pages[0])
        text = "".join(printed.pages)
        # A field of the office's own.
        self.assertIn("基本服务", text)
        for name, value in answers.read(page).items():
            if isinstance(value, str) and not name.count(".") and "-" not in value:
                self.assertIn(value, text, name)

    def test_drafts_and_files_of_two_cities_do_not_mix(self):
        context = self.context()
        page = self.visit(context, address(INTAKE), over="http")
        keep(page)
        answers.put(page, {"name": "武汉的人"})
        page.wait_for_function(f"{DRAFTS}.length === 1")
        other = self.visit(context, address(INTAKE, ANOTHER), over="http")
        generic = self.visit(context, f"forms/{INTAKE}/index.html", over="http")
        for elsewhere in (other, generic):
            self.assertEqual(elsewhere.locator("[name='name']").input_value(), "")
            self.assertEqual(tool(elsewhere, "restored").inner_text(), "")
        file = {"name": "copies.json", "mimeType": "application/json", "buffer": json.dumps(self.saved(page)).encode()}
        tool(other, "import").set_input_files(file)
        told = tool(other, "imported")
        told.locator("p").first.wait_for()
        self.assertIn(page.locator("h1").inner_text(), told.inner_text())
        self.assertEqual(other.locator("[name='name']").input_value(), "")
        # The generic form is for whoever has none of their own.
        tool(generic, "import").set_input_files(file)
        generic.wait_for_function("document.querySelector(\"[name='name']\").value === '武汉的人'")

    def test_without_a_script_it_is_whole(self):
        page = self.open(address(DECIDED), script=False)
        data = json.loads(page.locator("#form-data").text_content())
        names = set(page.locator("form.fill :is(input, textarea)").evaluate_all("(all) => all.map((control) => control.name)"))
        self.assertLessEqual({column["name"] for column in data["columns"]}, names)
        # Asked for on paper alone.
        self.assertFalse(any(name == "account" or name.startswith("account.") for name in names))
        self.assertTrue(page.locator("form.fill .condition").first.is_visible())
        (places,) = (SITE / address(DECIDED)).parent.glob("places.*.js")
        places = places.read_text()
        self.assertIn("\"account", places)

    def test_tab_goes_the_way_of_the_sheet(self):
        page = self.open(address(DECIDED))
        order = page.locator("form.fill [data-ask]").evaluate_all("(all) => all.map((one) => one.dataset.ask)")
        own = [order.index(name) for name in ("way", "basics", "basics_on")]
        self.assertEqual(own, sorted(own))
        page.locator("[name='basics']").last.focus()
        passed = []
        for _ in range(8):
            page.keyboard.press("Tab")
            passed.append(page.evaluate("document.activeElement.closest('[data-ask]')?.dataset.ask"))
        places = [order.index(name) for name in passed if name]
        self.assertEqual(places, sorted(places))
        self.assertTrue(all(place >= order.index("basics") for place in places))


class MyCity(FormTest):
    def test_without_a_script_every_city_is_a_link_away(self):
        page = self.open(f"forms/{DECIDED}/index.html", script=False)
        page.locator(".my-cities summary").click()
        self.assertFalse(page.locator("[data-city-keep]").is_visible())
        page.locator(".my-cities a", has_text="武汉市").click()
        page.wait_for_url(f"**/{address(DECIDED)}")

    def test_it_is_remembered_where_the_reader_says_so_until_they_say_otherwise(self):
        context = self.context()
        page = self.visit(context, f"forms/{DECIDED}/index.html", over="http")
        for keeps in (False, True):
            page.locator(".my-cities summary").click()
            page.locator("[data-city-keep] input").set_checked(keeps)
            page.locator(".my-cities a", has_text="武汉市").click()
            page.wait_for_url(f"**/{address(DECIDED)}")
            page = self.visit(context, f"forms/{DECIDED}/index.html", over="http")
            self.assertEqual(page.locator(".my-city").is_visible(), keeps)
        shelf = self.visit(context, "forms/index.html", over="http")
        ways = shelf.locator(".my-city a").evaluate_all("(all) => all.map((one) => [one.textContent, new URL(one.href).pathname])")
        self.assertEqual(sorted(way for _, way in ways), sorted(f"/{address(form)}" for form in FORMS))
        self.assertEqual({words for words, _ in ways}, {"在武汉市填"})
        page.locator(".my-city button").click()
        self.assertFalse(page.locator(".my-city").is_visible())
        shelf.reload()
        self.assertEqual(shelf.locator(".my-city:visible").count(), 0)
        self.assertEqual(shelf.evaluate("localStorage.length"), 0)


class FindCity(FormTest):
    def chosen(self, page: Page) -> Page:
        page.locator(".find-city select").select_option(label="武汉市")
        page.locator(".find-city button").click()
        return page

    def test_from_home_to_its_office(self):
        for over in self.origins:
            page = self.chosen(self.visit(self.context(width=360), "index.html", over=over))
            page.wait_for_url(f"**/cities/{CITY}/index.html")
            office = page.locator("#office")
            self.assertLess(office.bounding_box()["y"], 640, "the first thing on a phone")
            number = page.locator("#office ~ dl a[href^='tel:']").first
            self.assertEqual(number.get_attribute("href"), f"tel:{number.text_content()}")

    def test_without_a_script_the_page_of_all_cities_is_next(self):
        page = self.chosen(self.open("index.html", script=False))
        page.wait_for_url("**/cities/index.html?*")
        page.locator("main a", has_text="武汉市").click()
        page.wait_for_url(f"**/cities/{CITY}/index.html")

    def test_nothing_chosen_leads_nowhere(self):
        page = self.open("index.html")
        page.locator(".find-city button").click()
        self.assertTrue(page.url.endswith("index.html") and "cities" not in page.url, page.url)


if __name__ == "__main__":
    unittest.main()
