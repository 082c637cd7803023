"""The search, from a folder: what people type finds every page on which it stands, at the first keystroke."""

import unittest
from functools import cached_property
from urllib.parse import unquote, urlsplit

from browser import BrowserTest
from markup import READ

# What people type: by office, service, kind of work, place, form, figure, word for word and half a word.
QUERIES = """残联 就业辅导员 盲人按摩 上岗 回访 培训 补贴 轮椅 登记表 协议 面馆 送审稿 听力残疾 个案管理 网络教学
    意愿 1400 24000 招聘会 样例路 残疾人证 无障碍 公益性岗位 手艺 街道 就业机构 推荐 用工单位 社会保险 电商
    IT 唇读 手语 转正 保障金 辞退 岗前 个人信息 市人社局 2024年12月31日""".split()

# Pages that only lead to others are no answer, nor are those for the managers of the programme.
NO_ANSWER = ("404.html", "search/index.html", "sitemap/index.html", "about/offices/index.html", "about/parity/index.html",
             "policy/trace/index.html")

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

    def test_forty_queries_find_what_a_substring_search_finds(self):
        self.assertEqual(len(set(QUERIES)), 40)
        page = self.open("search/index.html")
        for query in QUERIES:
            with self.subTest(query=query):
                wanted = {
                    path for path, lines in self.words.items() if any(query.lower() in line.lower() for line in lines)
                }
                self.assertTrue(wanted, "the contents do not have this word any more: ask for another")
                page.fill("#query", query)
                found = self.found(page)
                self.assertEqual(wanted - found, set(), "not found")
                self.assertEqual(found - wanted, set(), "found where it is not")
                self.assertIn(str(len(found)), page.locator(".search-status").inner_text())

    def test_the_first_keystroke_finds_and_the_words_are_shown_where_they_stand(self):
        page = self.open("index.html")
        page.fill("header input[type=search]", "培")
        page.press("header input[type=search]", "Enter")
        page.wait_for_url("**/search/index.html?q=*")
        self.assertEqual(page.input_value("#query"), "培")
        self.assertIn("policy/plan/index.html", self.found(page))
        page.focus("#query")
        page.keyboard.type("训")
        self.assertEqual(set(page.locator(".hits mark").all_inner_texts()), {"培训"})
        page.locator(".hits a").first.click()
        self.assertIn("培训", page.locator("main").inner_text())

    def test_several_words_are_all_there_and_nothing_is_said_plainly(self):
        page = self.open("search/index.html")
        page.fill("#query", "回访 盲人按摩")
        both = self.found(page)
        page.fill("#query", "盲人按摩")
        self.assertTrue(both and both <= self.found(page))
        page.fill("#query", "没有这样的字句")
        self.assertEqual(self.found(page), set())
        self.assertIn("没有找到", page.locator(".search-status").inner_text())

    def test_full_width_and_capital_letters_are_letters(self):
        page = self.open("search/index.html")
        page.fill("#query", "it")
        plain = self.found(page)
        page.fill("#query", "ＩＴ")
        self.assertTrue(plain)
        self.assertEqual(self.found(page), plain)

    def test_back_finds_what_was_asked_last(self):
        for over in self.origins:
            with self.subTest(over=over):
                page = self.open("search/index.html?q=%E5%9B%9E%E8%AE%BF", over=over)
                page.fill("#query", "培训 + 残联 & 100%")
                page.fill("#query", "培训")
                first = page.locator(".hits a").first
                words = first.inner_text()
                first.click()
                page.wait_for_url(lambda url: "/search/" not in url)
                page.go_back()
                self.assertEqual(page.input_value("#query"), "培训")
                self.assertEqual(page.locator(".hits a").first.inner_text(), words)
                page.fill("#query", "")
                page.wait_for_url(lambda url: "?" not in url)

    def test_without_script_it_leads_to_the_site_map(self):
        page = self.open("search/index.html", script=False)
        page.locator("main a[href*='sitemap']").click()
        self.assertTrue(page.url.endswith("sitemap/index.html"))


if __name__ == "__main__":
    unittest.main()
