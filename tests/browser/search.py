"""The search, from a folder and from a server: what people type finds the pages that are meant, and what is suggested leads there."""

import unittest
from functools import cached_property
from urllib.parse import unquote, urlsplit

from browser import BrowserTest
from markup import READ

# What people type: by office, service, kind of work, place, form, figure, word for word and half a word.
QUERIES = """残联 就业辅导员 盲人按摩 上岗 回访 培训 补贴 轮椅 登记表 协议 面馆 送审稿 听力残疾 个案管理 网络教学
    意愿 1400 2.4万 招聘会 样例路 残疾人证 无障碍 公益性岗位 手艺 街道 就业机构 推荐 用工单位 社会保险 电商
    IT 唇读 手语 转正 保障金 辞退 岗前 个人信息 市人社局 2024年12月31日""".split()

# Pages that only lead to others are no answer, nor are those for the managers of the programme.
NO_ANSWER = ("404.html", "search/index.html", "sitemap/index.html", "about/offices/index.html", "about/parity/index.html",
             "policy/trace/index.html")
# Lists of what stands on other pages are found by their names alone.
LISTS = "policy/measures/"

# The words of a page as a reader meets them: each paragraph, cell or item by itself.
WORDS = """() => {
  const main = document.querySelector("main").cloneNode(true);
  for (const silent of main.querySelectorAll("script, style, svg, template")) silent.remove();
  const inline = new Set("A ABBR B BUTTON CODE EM LABEL MARK SMALL SPAN STRONG SUB SUP TIME".split(" "));
  for (const element of main.querySelectorAll("*")) {
    if (!inline.has(element.tagName)) { element.before("\\n"); element.prepend("\\n"); element.append("\\n"); element.after("\\n"); }
  }
  return main.textContent.split("\\n").map((line) => line.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""


def is_form_of_city(path: str) -> bool:
    return path.startswith("cities/") and path.count("/") == 3 and "/offers/" not in path


class Search(BrowserTest):
    @cached_property
    def words(self) -> dict[str, list[str]]:
        """The words of every page by its path."""
        page = self.context(script=False).new_page()
        words = {}
        for path in READ:
            # A city's forms are found as their generic pages.
            if path not in NO_ANSWER and not is_form_of_city(path):
                page.goto(self.url(path))
                words[path] = page.evaluate(WORDS)
        return words

    def found(self, page) -> set[str]:
        """The pages that the results lead to."""
        links = page.locator(".hits a").evaluate_all("links => links.map(link => link.href)")
        root = urlsplit(self.origins["file"]).path + "/"
        return {unquote(urlsplit(link).path).removeprefix(root) for link in links}

    def ask(self, page, query: str) -> str:
        """Types a query; what is said of the answers, when they are there."""
        page.fill("#query", query)
        page.wait_for_function("query => document.querySelector('.hits').dataset.asked === query", arg=query)
        return page.locator(".search-status").inner_text()

    def test_forty_queries_find_every_page_on_which_they_stand(self):
        self.assertEqual(len(set(QUERIES)), 40)
        page = self.open("search/index.html")
        for query in QUERIES:
            with self.subTest(query=query):
                wanted = {
                    path
                    for path, lines in self.words.items()
                    if not path.startswith(LISTS) and any(query.lower() in line.lower() for line in lines)
                }
                self.assertTrue(wanted, "the contents do not have this word any more: ask for another")
                found = set(page.evaluate("query => formpress.find(query)", query))
                self.assertEqual(wanted - found, set(), "not found")

    def test_the_first_keystroke_finds_and_the_words_are_shown_where_they_stand(self):
        page = self.open("index.html")
        page.fill("header input[type=search]", "培")
        page.press("header input[type=search]", "Enter")
        page.wait_for_url("**/search/index.html?q=*")
        self.assertEqual(page.input_value("#query"), "培")
        page.wait_for_selector(".hits mark")
        page.focus("#query")
        page.keyboard.type("训")
        page.wait_for_function("() => [...document.querySelectorAll('.hits mark')].every(mark => mark.textContent === '培训')")
        self.assertIn("policy/plan/index.html", self.found(page))
        page.locator(".hits a").first.click()
        self.assertIn("培训", page.locator("main").inner_text())

    def test_only_what_a_query_needs_is_loaded(self):
        page = self.open("search/index.html")
        loaded = "() => [...document.scripts].map(script => script.src).filter(src => src.includes('/search/keys.')).length"
        self.assertEqual(page.evaluate(loaded), 0)
        self.ask(page, "按摩")
        few = page.evaluate(loaded)
        self.assertTrue(0 < few <= 2, few)

    def test_nothing_found_offers_doors_and_says_what_was_asked(self):
        page = self.open("search/index.html")
        said = self.ask(page, "没有这样的字句")
        self.assertIn("没有找到“没有这样的字句”", said)
        self.assertEqual(self.found(page), set())
        doors = page.locator(".search-doors a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        self.assertIn("../forms/index.html", doors)
        self.assertIn("../cities/index.html", doors)

    def test_what_sounds_alike_is_found_and_said(self):
        page = self.open("search/index.html")
        for query in ("报銘", "baoming"):
            page.fill("#query", query)
            page.wait_for_function("() => document.querySelector('.search-status').textContent.includes('找的是“报名”')")
            self.assertIn("services/learn/index.html", self.found(page))

    def test_full_width_and_capital_letters_are_letters(self):
        page = self.open("search/index.html")
        find = "query => formpress.find(query)"
        plain = page.evaluate(find, "it")
        self.assertTrue(plain)
        self.assertEqual(page.evaluate(find, "ＩＴ"), plain)

    def test_a_hit_in_a_form_leads_to_its_item(self):
        page = self.open("search/index.html")
        self.ask(page, "样例登记表 残疾人证")
        page.locator(".hits .hits__words a").first.click()
        page.wait_for_url("**#*")

    def test_back_finds_what_was_asked_last_where_it_was(self):
        for over in self.origins:
            with self.subTest(over=over):
                page = self.open("search/index.html?q=%E5%9B%9E%E8%AE%BF", over=over)
                self.ask(page, "培训 + 残联 & 100%")
                page.fill("#query", "培训")
                page.wait_for_function("() => document.querySelectorAll('.hits > li').length > 3")
                hit = page.locator(".hits .hits__title a").nth(3)
                hit.scroll_into_view_if_needed()
                words, at = hit.inner_text(), page.evaluate("scrollY")
                hit.click()
                page.wait_for_url(lambda url: "/search/" not in url)
                page.go_back()
                self.assertEqual(page.input_value("#query"), "培训")
                self.assertEqual(page.locator(".hits .hits__title a").nth(3).inner_text(), words)
                page.wait_for_function("at => Math.abs(scrollY - at) < 3", arg=at)
                page.fill("#query", "")
                page.wait_for_url(lambda url: "?" not in url)

    def test_the_head_suggests_while_somebody_types(self):
        for over in self.origins:
            with self.subTest(over=over):
                page = self.open("policy/plan/index.html", over=over)
                scripts = "() => [...document.scripts].filter(script => /suggest/.test(script.src)).length"
                self.assertEqual(page.evaluate(scripts), 0)
                page.focus("#find")
                page.wait_for_selector("#find[role=combobox]")
                page.wait_for_function("() => window.formpress.suggestions")
                page.keyboard.type("武")
                options = page.locator("[role=option]")
                options.first.wait_for()
                self.assertIn("武汉市", " ".join(options.all_inner_texts()))
                self.assertEqual(page.get_attribute("#find", "aria-expanded"), "true")
                page.keyboard.press("ArrowDown")
                active = page.get_attribute("#find", "aria-activedescendant")
                self.assertEqual(page.locator(f"#{active}").get_attribute("aria-selected"), "true")
                self.assertTrue(page.evaluate("document.activeElement.id === 'find'"))
                page.keyboard.press("Escape")
                self.assertEqual(page.get_attribute("#find", "aria-expanded"), "false")
                self.assertIsNone(page.get_attribute("#find", "aria-activedescendant"))
                self.assertEqual(page.input_value("#find"), "武")
                page.fill("#find", "wh")
                page.keyboard.press("ArrowDown")
                self.assertIn("武汉", page.locator("[aria-selected=true]").inner_text())
                page.keyboard.press("Enter")
                page.wait_for_url("**/cities/wuhan/index.html")
                page.focus("#find")
                page.wait_for_selector("#find[role=combobox]")
                page.fill("#find", "电商")
                page.keyboard.press("Enter")
                page.wait_for_url("**/search/index.html?q=*")

    def test_without_script_it_says_what_to_do(self):
        page = self.open("policy/plan/index.html", script=False)
        page.fill("#find", "培训")
        page.press("#find", "Enter")
        page.wait_for_url("**/search/index.html?q=*")
        self.assertIn("要用脚本", page.locator(".without-script").inner_text())
        page.locator("main a[href*='sitemap']").click()
        self.assertTrue(page.url.endswith("sitemap/index.html"))


if __name__ == "__main__":
    unittest.main()
