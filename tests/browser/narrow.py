"""Nothing is cut off and nobody scrolls sideways: on 320 pixels, with text of twice the size, with lines set apart."""

import unittest

from browser import BrowserTest

CUT = """() => {
  const faults = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) {
    const beyond = [...document.body.querySelectorAll('*')].filter(element => element.getBoundingClientRect().right > innerWidth + 1);
    faults.push(`${wide} pixels wide: ` + beyond.slice(0, 3).map(element => element.outerHTML.slice(0, 80)).join(' | '));
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (!(element instanceof HTMLElement) || !element.innerText?.trim()) continue;
    const style = getComputedStyle(element);
    if (style.display === 'inline' || style.visibility === 'hidden' || style.clipPath !== 'none') continue;
    const cuts = overflow => overflow === 'hidden' || overflow === 'clip';
    if (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 2) faults.push('cut at the side: ' + element.outerHTML.slice(0, 80));
    if (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 2) faults.push('cut below: ' + element.outerHTML.slice(0, 80));
  }
  return faults;
}"""
TWICE = """() => {
  const root = document.documentElement;
  root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + 'px';
  return (%s)();
}""" % CUT
# The spaces of WCAG 1.4.12.
APART = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
  return (%s)();
}""" % CUT
# Hanzi in the longest line of text that is read as such (WCAG 1.4.8: at most 40).
LONG = """() => {
  const most = 40.5;
  return [...document.querySelectorAll('main p, main li, main dd')]
    .filter(element => element.checkVisibility() && !element.closest('table, svg, form, .hidden'))
    .map(element => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const width = Math.max(0, ...[...range.getClientRects()].map(line => line.right)) - Math.min(...[...range.getClientRects()].map(line => line.left));
      return [width / parseFloat(getComputedStyle(element).fontSize), element];
    })
    .filter(([hanzi]) => hanzi > most)
    .map(([hanzi, element]) => `${Math.round(hanzi)} hanzi: ${element.textContent.trim().slice(0, 30)}`);
}"""


class Narrow(BrowserTest):
    def test_a_phone_needs_no_scrolling_sideways(self):
        self.on_every_kind(CUT, width=320)

    def test_text_of_twice_the_size(self):
        self.on_every_kind(TWICE, width=1280)

    def test_lines_and_letters_set_apart(self):
        self.on_every_kind(APART, width=1280)
        self.on_every_kind(APART, width=320)

    def test_lines_are_short_enough_to_read(self):
        self.on_every_kind(LONG, width=1280)


if __name__ == "__main__":
    unittest.main()
