"use strict";
// Finds pages at every keystroke; nothing leaves this computer. Of the index it loads what the query needs.
(() => {
  const { search, index: head } = window.formpress;
  const index = search.ready(head);
  const form = document.querySelector(".search");
  const input = form.querySelector("#query");
  const status = document.querySelector(".search-status");
  const list = document.querySelector(".hits");
  const more = document.querySelector(".hits-more");
  const { root } = list.dataset;
  // Signs around what was found, parts of a page that are shown, and pages at a time.
  const AROUND = 24;
  const SHOWN = 3;
  const PAGE = 5;

  // Classic scripts, as pages opened from a disk may read no file; each hands over one value, which is there when it has run.
  const files = new Map();
  const load = (file) => {
    if (!files.has(file)) {
      files.set(
        file,
        new Promise((done, failed) => {
          const script = document.createElement("script");
          script.src = root + file;
          script.addEventListener("load", () => done(window.formpress.loaded));
          script.addEventListener("error", () => {
            files.delete(file);
            failed(new Error(file));
          });
          document.head.append(script);
        }),
      );
    }
    return files.get(file);
  };
  /** The file of the last range that begins before a place or at it. */
  const fileAt = (ranges, isAfter) => {
    let found = null;
    for (const [first, file] of ranges) {
      if (isAfter(first)) break;
      found = file;
    }
    return found;
  };

  const keys = new Map();
  const known = new Set();
  const learn = async (asked) => {
    const signs = search.needs(asked);
    const wanted = signs.map((sign) => fileAt(index.parts, (first) => first.codePointAt(0) > sign.codePointAt(0)));
    await Promise.all(
      wanted
        .filter((file) => file && !known.has(file))
        .map(async (file) => {
          const part = await load(file);
          if (known.has(file)) return;
          known.add(file);
          for (const [key, postings] of Object.entries(part)) keys.set(key, postings);
        }),
    );
  };
  const page = async (number) => {
    const first = index.blocks.filter(([from]) => from <= number).pop();
    return (await load(first[1]))[number - first[0]];
  };

  /** The pages that answer a query, and what was asked for instead where nothing does. */
  const answer = async (query) => {
    const asked = search.asked(query, index);
    await learn(asked);
    const hits = search.rank(asked, keys, index);
    if (hits.length || !asked.terms.length) return { asked, hits, meant: "" };
    const guesses = search.guess(query, index, await load(index.sounds));
    const others = guesses.map((guess) => search.asked(guess, index));
    await Promise.all(others.map(learn));
    const answers = others.map((other) => search.rank(other, keys, index));
    const meant = guesses.filter((_, at) => answers[at].length).slice(0, SHOWN);
    const terms = others.flatMap((other) => other.terms);
    return { asked: { ...asked, terms: terms.length ? terms : asked.terms }, hits: search.joined(answers), meant: meant.join("”“") };
  };

  // Each sign stays one unit, so that places in the plain text are places in the text.
  const plained = new Map();
  const plain = (text) => {
    const known = plained.get(text);
    if (known !== undefined) return known;
    let out = "";
    for (const one of text.split("")) {
      // Hanzi, of which most of a text is, have one form.
      const form = one >= "\u4e00" && one <= "\u9fff" ? one : one.normalize("NFKC").toLowerCase();
      out += form.length === 1 ? index.folded.get(form) || form : one;
    }
    plained.set(text, out);
    return out;
  };

  /** Where words of the query stand in a text, from and to, in its order and apart. */
  const places = (text, asked) => {
    const found = [];
    const within = plain(text);
    for (const term of asked.terms) {
      for (let at = within.indexOf(term.text); at >= 0; at = within.indexOf(term.text, at + 1)) {
        found.push([at, at + term.text.length, term.places]);
      }
    }
    found.sort(([a], [b]) => a - b);
    const apart = [];
    for (const [from, to, bits] of found) {
      const last = apart[apart.length - 1];
      if (last && from <= last[1]) {
        last[1] = Math.max(last[1], to);
        last[2] |= bits;
      } else apart.push([from, to, bits]);
    }
    return apart;
  };

  const marked = (element, text, found) => {
    let at = 0;
    for (const [from, to] of found) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      element.append(text.slice(at, from), mark);
      at = to;
    }
    element.append(text.slice(at));
  };

  const ones = (bits) => bits.toString(2).replaceAll("0", "").length;

  /** The texts of a page that say most of what is asked: a stretch that says all of it first, headings before their text. */
  const best = (entry, asked) => {
    const found = [];
    const seen = new Set([entry.t]);
    for (const [anchor, heading, texts] of [...entry.p, ...(entry.e || [])]) {
      for (const text of heading ? [heading, ...texts] : texts) {
        if (seen.has(text)) continue;
        seen.add(text);
        const stretches = places(text, asked);
        if (!stretches.length) continue;
        const longest = Math.max(...stretches.map(([, , bits]) => ones(bits)));
        const all = ones(stretches.reduce((bits, stretch) => bits | stretch[2], 0));
        found.push({ anchor, text, stretches, said: all, score: longest * 2 + all + (text === heading ? 1 : 0) });
      }
    }
    found.sort((a, b) => b.score - a.score);
    const most = ones(asked.terms.reduce((bits, { places: covered }) => bits | covered, 0));
    // Where the page has other words for what is asked, one of its texts is enough.
    const shown = (found[0]?.said || 0) < most ? 1 : SHOWN;
    return found.filter(({ score }) => score * 2 > (found[0]?.score || 0)).slice(0, shown);
  };

  const element = (name, kind, text) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  };
  const linked = (address, anchor) => {
    const link = element("a");
    link.href = root + address + (anchor ? `#${encodeURIComponent(anchor)}` : "");
    return link;
  };

  const excerpt = (entry, { anchor, text, stretches }) => {
    const words = element("p", "hits__words");
    const target = anchor && !entry.m ? linked(entry.u, anchor) : words;
    if (target !== words) words.append(target);
    const at = stretches.reduce((most, one) => (ones(one[2]) > ones(most[2]) ? one : most))[0];
    const from = Math.max(0, at - AROUND);
    const to = Math.min(text.length, at + AROUND * 2);
    if (from > 0) target.append("……");
    const inside = stretches.filter(([start, end]) => start >= from && end <= to);
    marked(
      target,
      text.slice(from, to),
      inside.map(([start, end]) => [start - from, end - from]),
    );
    if (to < text.length) target.append("……");
    return words;
  };

  // What pages that are alike say is one answer, which asks for the one that is meant.
  const choice = (entry, anchor) => {
    const folded = element("details", "hits__members");
    const links = element("ul");
    for (const [name, address] of entry.m) {
      const item = element("li");
      const link = linked(address, anchor);
      link.textContent = name;
      item.append(link);
      links.append(item);
    }
    folded.append(element("summary", "", list.dataset.choose), links);
    return folded;
  };

  const item = (entry, asked) => {
    const made = element("li");
    const title = element("p", "hits__title");
    const link = linked(entry.u, "");
    marked(link, entry.t, places(entry.t, asked));
    title.append(link);
    made.append(title);
    if (entry.a.length) made.append(element("p", "hits__above", entry.a.join(" › ")));
    const texts = best(entry, asked);
    made.append(...texts.map((text) => excerpt(entry, text)));
    if (entry.m) made.append(choice(entry, texts[0]?.anchor));
    return made;
  };

  const said = (query, { hits, meant, asked }) => {
    if (!asked.terms.length) return query.trim() ? status.dataset.nothing.replace("{query}", query.trim()) : "";
    const words = { "{query}": query.trim(), "{meant}": meant, "{count}": hits.length };
    const { nothing, other, found } = status.dataset;
    const text = hits.length ? (meant ? other : found) : nothing;
    return text.replace(/\{\w+\}/g, (name) => words[name]);
  };

  // The last question counts: answers to others may come later.
  let turn = 0;
  const show = async (shown = PAGE) => {
    turn += 1;
    const mine = turn;
    const query = input.value;
    try {
      const found = await answer(query);
      const entries = await Promise.all(found.hits.slice(0, shown).map((hit) => page(hit.page)));
      if (mine !== turn) return;
      list.replaceChildren(...entries.map((entry) => item(entry, found.asked)));
      list.dataset.shown = shown;
      list.dataset.asked = query;
      more.hidden = found.hits.length <= shown;
      status.textContent = said(query, found);
    } catch (_) {
      if (mine === turn) status.textContent = status.dataset.failed;
    }
  };

  // The address keeps what is asked, and the history how much was shown and where one was, so that Back from a page finds the same: a
  // while after somebody types, as browsers take only so many changes of it, and before they leave.
  const OFTEN = 300;
  let timer = 0;
  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    const query = input.value.trim();
    const wanted = location.pathname + (query ? `?${new URLSearchParams({ q: query })}` : "");
    const place = { shown: Number(list.dataset.shown) || PAGE, at: scrollY };
    try {
      history.replaceState(place, "", wanted);
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
  const before = history.state || {};
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
  more.addEventListener("click", async () => {
    const first = list.children.length;
    await show(first + PAGE);
    list.children[first]?.querySelector("a").focus();
    keep();
  });
  window.addEventListener("pagehide", keep);
  list.addEventListener("click", keep);
  show(before.shown || PAGE).then(() => {
    if (before.at) scrollTo({ top: before.at, behavior: "instant" });
  });
  window.formpress.find = async (query) => {
    const { hits } = await answer(query);
    return Promise.all(hits.map(async (hit) => (await page(hit.page)).u));
  };
})();
