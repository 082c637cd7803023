"""By the keyboard alone: every control is reached, in the order of reading, seen while it has the focus, and left."""

import unittest

from browser import BrowserTest, Page

# Everything Tab should stop at, numbered; a group of radio buttons is one stop.
NUMBER = """() => {
  const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex], audio[controls], video[controls]')]
    .filter(element => element.tabIndex >= 0 && !element.disabled && element.type !== 'hidden' && element.checkVisibility({ visibilityProperty: true }))
    .filter((element, _, all) => {
      if (element.type !== 'radio') return true;
      const group = all.filter(other => other.type === 'radio' && other.name === element.name && other.form === element.form);
      return element === (group.find(other => other.checked) ?? group[0]);
    });
  stops.forEach((element, number) => { element.dataset.stop = number; });
  return stops.length;
}"""
STOP = """async () => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const hasRing = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  // Of a link that runs over a line's end, its larger part.
  const place = () => [...element.getClientRects()].sort((a, b) => b.width * b.height - a.width * a.height)[0];
  // All of it, or of a large field the part where one begins to write.
  const within = (low, high, most) => Math.min(high, most) - Math.max(low, 0) >= Math.min(high - low, 24) - 1;
  const inSight = ({ left, right, top, bottom }) => within(top, bottom, innerHeight) && within(left, right, innerWidth);
  const parts = [element, ...(element.labels ?? [])];
  // What flows beside it may touch its edge; only what is lifted out of the flow covers it.
  const lifted = at => at && !parts.some(part => at.contains(part)) && (['fixed', 'sticky', 'absolute'].includes(getComputedStyle(at).position) || lifted(at.parentElement));
  const hidden = () => {
    const { left, right, top, bottom } = place();
    if (!inSight({ left, right, top, bottom })) return ['out of sight'];
    for (const [x, y] of [[left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]]) {
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
      const hit = document.elementFromPoint(x, y);
      if (hit && !parts.some(part => part.contains(hit)) && lifted(hit)) return ['covered by ' + hit.outerHTML.slice(0, 60)];
    }
    return [];
  };
  // The page scrolls to a stop with the next picture it draws.
  if (hidden().length) await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const faults = [...(hasRing ? [] : ['no ring']), ...hidden()];
  return { stop: element.dataset.stop ?? null, faults, isDate: ['date', 'month'].includes(element.type), html: element.outerHTML.slice(0, 90) };
}"""
PARTS_OF_A_DATE = 4


class Keyboard(BrowserTest):
    def walks(self, **options):
        def stumbles(page: Page) -> list[str]:
            faults = []
            stops = page.evaluate(NUMBER)
            for number in range(stops):
                page.keyboard.press("Tab")
                stop = page.evaluate(STOP)
                # Year, month, day and calendar of one date are stops of their own.
                for _ in range(PARTS_OF_A_DATE):
                    if stop is None or stop["stop"] == str(number) or not stop["isDate"]:
                        break
                    page.keyboard.press("Tab")
                    stop = page.evaluate(STOP)
                if stop is None or stop["stop"] != str(number):
                    return [*faults, f"stop {number} of {stops} is not reached; the focus is at {stop}"]
                faults += [f"{fault}: {stop['html']}" for fault in stop["faults"]]
            page.keyboard.press("Tab")
            after = page.evaluate(STOP)
            # Out of the page, or round to its beginning where there is no window to go to.
            return faults if after is None or after["stop"] == "0" else [*faults, f"the page does not let go: {after}"]

        self.on_every_kind(stumbles, reduced_motion="reduce", **options)

    def test_every_stop_on_a_desk(self):
        self.walks(width=1280)

    def test_every_stop_on_a_phone(self):
        self.walks(width=320)

    def test_the_first_stop_leads_to_the_text(self):
        def elsewhere(page: Page) -> list[str]:
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            at = page.evaluate("document.activeElement.tagName")
            return [] if at == "MAIN" else [at]

        self.on_every_kind(elsewhere)


if __name__ == "__main__":
    unittest.main()
