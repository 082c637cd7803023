"""What one fills in and presses has an edge one can see, in every scheme of colours (WCAG 1.4.11)."""

import unittest

from browser import BrowserTest

FAINT = """() => {
  // Then shadows and grounds are not drawn, and only an edge tells a button from words.
  const forced = matchMedia('(forced-colors: active)').matches;
  const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const channels = colour => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return brush.getImageData(0, 0, 1, 1).data;
  };
  const light = colour => {
    const linear = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const [red, green, blue] = channels(colour);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (channels(colour)[3] === 255) return colour;
    }
    return 'Canvas';
  };
  const drawn = (style, side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) >= 1;
  const seen = element => {
    const style = getComputedStyle(element);
    // The browser draws these itself, in colours of its own that are seen in every scheme.
    if (['checkbox', 'radio', 'range', 'file'].includes(element.type) && style.appearance !== 'none') return true;
    const around = ground(element.parentElement);
    const edge = ['Top', 'Right', 'Bottom', 'Left'].some(side => drawn(style, side) && contrast(style[`border${side}Color`], around) >= 3);
    return edge || (!forced && contrast(ground(element), around) >= 3);
  };
  const ringed = element => {
    element.focus({ preventScroll: true });
    const style = getComputedStyle(element);
    const around = ground(element.parentElement);
    const line = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && contrast(style.outlineColor, around) >= 3;
    const [, shadow, spread] = style.boxShadow.match(/^(\\w+\\([^)]*\\)) 0px 0px 0px (\\d+)px/) ?? [];
    const band = !forced && shadow && Number(spread) >= 2 && contrast(shadow, around) >= 3;
    element.blur();
    return line || band;
  };
  const shown = selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.disabled);
  const fields = 'input:not([type=hidden]), select, textarea', controls = fields + ', button';
  const faults = [
    ...shown(forced ? controls : fields).filter(element => !seen(element)).map(element => 'no edge: ' + element.outerHTML.slice(0, 90)),
    ...shown(controls + ', a[href], summary').filter(element => !ringed(element)).map(element => 'no ring: ' + element.outerHTML.slice(0, 90)),
  ];
  return [...new Set(faults)];
}"""


class Colours(BrowserTest):
    def test_light(self):
        self.on_every_kind(FAINT, color_scheme="light")

    def test_dark(self):
        self.on_every_kind(FAINT, color_scheme="dark")

    def test_more_contrast(self):
        self.on_every_kind(FAINT, contrast="more")

    def test_forced(self):
        self.on_every_kind(FAINT, forced_colors="active")


if __name__ == "__main__":
    unittest.main()
