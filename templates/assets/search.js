"use strict";
// Finds words in all pages of the site, at every keystroke; nothing leaves this computer.
{
  const form = document.querySelector(".search");
  const input = form.querySelector("#query");
  const status = document.querySelector(".search-status");
  const list = document.querySelector(".hits");
  const root = list.dataset.root;
  const AROUND = 24;
  const MOST_WORDS = 3;
  // So many pages are shown with their words, the others by their titles.
  const WHOLE = 20;

  // Full-width letters are letters, and capitals are small ones. Each character stays one unit, so that places
  // in the plain text are places in the text.
  const plain = (text) => {
    let out = "";
    for (let at = 0; at < text.length; at += 1) {
      const one = text[at].normalize("NFKC").toLowerCase();
      out += one.length === 1 ? one : text[at];
    }
    return out;
  };

  const pages = (window.formpress.pages || []).map((page) => ({
    address: page.u,
    title: page.t,
    above: page.a,
    parts: page.p.map(([anchor, heading, paragraphs]) => ({
      anchor,
      texts: (heading ? [heading, ...paragraphs] : paragraphs).map((text) => ({ text, plain: plain(text) })),
      headed: heading !== "",
    })),
    plain: plain(page.t),
  }));

  // How well a page answers: words in its title before words in its headings before words in its text.
  const hit = (page, words) => {
    let score = 0;
    const found = [];
    for (const word of words) {
      let here = page.plain.includes(word) ? (page.plain === word ? 1000 : 100) : 0;
      for (const part of page.parts) {
        part.texts.forEach(({ text, plain: within }, index) => {
          const at = within.indexOf(word);
          if (at < 0) return;
          const heading = part.headed && index === 0;
          here += heading ? 10 : 1;
          found.push({ anchor: part.anchor, text, within, at, weight: heading ? 1 : 0 });
        });
      }
      if (here === 0) return null;
      score += Math.min(here, 1200);
    }
    return { page, score: score / (1 + page.above.length * 0.2), found };
  };

  const marked = (element, text, within, words) => {
    let at = 0;
    while (at < text.length) {
      let next = -1;
      let length = 0;
      for (const word of words) {
        const place = within.indexOf(word, at);
        if (place >= 0 && (next < 0 || place < next)) [next, length] = [place, word.length];
      }
      if (next < 0) break;
      element.append(text.slice(at, next));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(next, next + length);
      element.append(mark);
      at = next + length;
    }
    element.append(text.slice(at));
  };

  const link = (page, anchor) => root + page.address + (anchor ? `#${encodeURIComponent(anchor)}` : "");

  const item = ({ page, found }, words, whole) => {
    const entry = document.createElement("li");
    const title = document.createElement("p");
    title.className = "hit-title";
    const anchor = document.createElement("a");
    anchor.href = link(page, "");
    marked(anchor, page.title, page.plain, words);
    title.append(anchor);
    entry.append(title);
    if (!whole) return entry;
    if (page.above.length) {
      const above = document.createElement("p");
      above.className = "hit-above";
      above.textContent = page.above.join(" › ");
      entry.append(above);
    }
    const seen = new Set();
    for (const { anchor: part, text, within, at } of found) {
      if (seen.size === MOST_WORDS) break;
      if (seen.has(text)) continue;
      seen.add(text);
      const from = Math.max(0, at - AROUND);
      const to = Math.min(text.length, at + AROUND * 2);
      const words_of = document.createElement("p");
      words_of.className = "hit-words";
      const target = part ? document.createElement("a") : words_of;
      if (part) {
        target.href = link(page, part);
        words_of.append(target);
      }
      if (from > 0) target.append("……");
      marked(target, text.slice(from, to), within.slice(from, to), words);
      if (to < text.length) target.append("……");
      entry.append(words_of);
    }
    return entry;
  };

  // The pages that answer, best first.
  const find = (query) => {
    const words = plain(query)
      .split(/\s+/)
      .filter((word) => word);
    if (!words.length) return { words, hits: [] };
    const hits = pages.map((page) => hit(page, words)).filter((found) => found);
    hits.sort((a, b) => b.score - a.score || (a.page.address < b.page.address ? -1 : 1));
    return { words, hits };
  };

  const show = () => {
    const { words, hits } = find(input.value);
    list.replaceChildren(...hits.map((found, index) => item(found, words, index < WHOLE)));
    if (!words.length) status.textContent = "";
    else if (hits.length) status.textContent = `找到${hits.length}页`;
    else status.textContent = "没有找到。换一个词，或者少写几个字试试。";
  };

  // The address keeps what is asked, so that Back from a page finds the same answers: a while after somebody types, as
  // browsers take only so many changes of it, and before they leave.
  const OFTEN = 300;
  let timer = 0;
  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    const query = input.value.trim();
    const wanted = location.pathname + (query ? `?${new URLSearchParams({ q: query })}` : "");
    if (wanted === location.pathname + location.search) return;
    try {
      history.replaceState(history.state, "", wanted);
    } catch (_) {
      // Some browsers allow it to no page opened from a disk.
    }
  };
  const ask = () => {
    show();
    if (!timer) timer = setTimeout(keep, OFTEN);
  };

  document.querySelector(".without-script").remove();
  form.hidden = false;
  input.value = new URLSearchParams(location.search).get("q") || "";
  // While hanzi are being composed, what stands there is not yet what is meant.
  input.addEventListener("input", (event) => {
    if (!event.isComposing) ask();
  });
  input.addEventListener("compositionend", ask);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  window.addEventListener("pagehide", keep);
  list.addEventListener("click", keep);
  show();
  window.formpress.find = (query) => find(query).hits.map(({ page }) => page.address);
}
