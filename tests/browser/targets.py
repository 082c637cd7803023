"""Everything one presses is at least 44 CSS pixels wide and high (WCAG 2.5.5), links inside a sentence excepted."""

import unittest

from browser import BrowserTest

# A target is what answers to a press: the thing itself, its labels, and what a style lays over its surroundings.
TOO_SMALL = """() => {
  const least = 44, within = 0.5;
  const pressed = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]';
  const shown = element => element.checkVisibility({ visibilityProperty: true });
  // Words that are no link stand in the same block.
  const block = node => { let at = node.parentElement; while (getComputedStyle(at).display === 'inline') at = at.parentElement; return at; };
  const inSentence = link => {
    if (link.tagName !== 'A' || !getComputedStyle(link).display.startsWith('inline')) return false;
    const within = block(link), texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      if (text.data.trim() && !text.parentElement.closest('a, button') && block(text) === within) return true;
    }
    return false;
  };
  const answers = (element, x, y) => {
    const hit = document.elementFromPoint(x, y);
    return hit && [element, ...(element.labels ?? [])].some(part => part.contains(hit));
  };
  const isLarge = element => {
    const parts = [element, ...(element.labels ?? [])].map(part => part.getBoundingClientRect());
    if (parts.some(part => part.width >= least - within && part.height >= least - within)) return true;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = element.getBoundingClientRect();
    const x = left + width / 2, y = top + height / 2, half = least / 2 - within;
    const reaches = (dx, dy) => answers(element, x + dx, y + dy);
    // Round a box that holds the element's middle, wherever in the target the middle lies.
    const extent = (dx, dy) => { let far = 0; while (far < least && reaches(dx * (far + 1), dy * (far + 1))) far++; return far; };
    const wide = extent(-1, 0) + extent(1, 0), high = extent(0, -1) + extent(0, 1);
    return wide >= 2 * half - 1 && high >= 2 * half - 1;
  };
  return [...document.querySelectorAll(pressed)]
    .filter(element => shown(element) && !inSentence(element) && !isLarge(element))
    .map(element => {
      const { width, height } = element.getBoundingClientRect();
      return `${Math.round(width)}x${Math.round(height)} ${element.outerHTML.slice(0, 90)}`;
    });
}"""


class Targets(BrowserTest):
    def test_large_enough_on_a_phone(self):
        self.on_every_kind(TOO_SMALL, width=320)

    def test_large_enough_on_a_desk(self):
        self.on_every_kind(TOO_SMALL, width=1280)


if __name__ == "__main__":
    unittest.main()
