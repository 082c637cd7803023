"use strict";
// Asks the index of the search: a query to terms, terms to pages, best first; and what a query may mean that finds nothing. It touches
// no document, so that tests ask it too. The program asks in the same way (src/outputs/html/search): tests/vectors/search.json holds both.
(() => {
  const formpress = globalThis.formpress || {};
  globalThis.formpress = formpress;

  // Signs that are read, and hanzi and words that are looked for: as many as have a bit each.
  const CHARACTERS = 200;
  const LONGEST = 30;
  // A page that is called what is asked comes before all that only speak of it.
  const WHOLE = 20000;
  const SCALE = 64;
  // The weight from which a key is of a page's name.
  const NAMED = 24;
  // More pages than this of a group of like ones are one answer: the page of all of them.
  const MEMBERS = 5;
  // Readings of a misspelt query that are followed, and letters of the longest syllable.
  const CHAINS = 12;
  const SYLLABLE = 6;

  const TOKEN =
    /((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)*)(?:\s*([万亿]))?|([a-zß-öø-ɏ]+(?:['’][a-zß-öø-ɏ]+)*)|([\u3007\u3400-\u9fff\u{20000}-\u{323af}]+)/gu;
  const HANZI = /[\u3007\u3400-\u9fff\u{20000}-\u{323af}]/u;

  /** A number with the places of its unit, 万 or 亿, written out; `null` where a fraction is left. */
  const number = (digits, unit) => {
    const [whole, fraction = "", more] = digits.split(".");
    const places = { 万: 4, 亿: 8 }[unit] || 0;
    if (more !== undefined || fraction.length > places) return null;
    return (whole + fraction.padEnd(places, "0")).replace(/^0+(?=\d)/, "");
  };

  /** The hanzi, words and numbers of a text in one spelling. */
  const pieces = (text, folded) => {
    let plain = "";
    for (const sign of text.normalize("NFKC").toLowerCase()) plain += folded.get(sign) || sign;
    const found = [];
    for (const [, written, unit, word, hanzi] of plain.matchAll(TOKEN)) {
      if (written) {
        const digits = written.replaceAll(",", "");
        const value = number(digits, unit);
        found.push({ text: value ?? digits, hanzi: false });
        if (value === null && unit) found.push({ text: unit, hanzi: true });
      } else if (word) found.push({ text: word.replace(/['’]/g, ""), hanzi: false });
      else found.push({ text: hanzi, hanzi: true });
    }
    return found;
  };

  /** Which hanzi of a stretch only ask (怎么), and say nothing of what is looked for. */
  const silenced = (signs, silent) => {
    const is = signs.map(() => false);
    for (let at = 0; at < signs.length; at += 1) {
      const word = silent.find((one) => signs.slice(at, at + one.length).join("") === one);
      if (!word) continue;
      is.fill(true, at, at + word.length);
      at += word.length - 1;
    }
    return is;
  };

  const gathered = (found, silence) => {
    const pairs = [];
    const single = [];
    let place = 0;
    for (const { text, hanzi } of found) {
      if (!hanzi) {
        if (place + 2 <= LONGEST) pairs.push({ text, places: 3 << place, prefix: false });
        place += 2;
        continue;
      }
      const signs = [...text];
      const is = silence(signs);
      signs.forEach((sign, at) => {
        if (is[at]) return;
        const before = at > 0 && !is[at - 1];
        const after = at + 1 < signs.length && !is[at + 1];
        if (place < LONGEST && after) pairs.push({ text: sign + signs[at + 1], places: 3 << place, prefix: false });
        else if (place < LONGEST && !before) single.push({ text: sign, places: 1 << place, prefix: true });
        place += 1;
      });
    }
    return pairs.length ? pairs : single;
  };

  /**
   * What a query asks for: the names that it may be as a whole, and pairs of hanzi, words and numbers, each with the places (bits)
   * that it covers; a hanzi by itself only where there is nothing else, and what only asks where there is nothing but that.
   */
  const asked = (query, index) => {
    const found = pieces([...query].slice(0, CHARACTERS).join(""), index.folded);
    const silence = (signs) => silenced(signs, index.silent);
    const said = found.map(({ text, hanzi }) => {
      const signs = [...text];
      const is = hanzi ? silence(signs) : [];
      return signs.filter((_, at) => !is[at]).join("");
    });
    const names = [found.map(({ text }) => text).join(""), said.join("")];
    const heeded = gathered(found, silence);
    return {
      wholes: [...new Set(names)].filter((name) => name).map((name) => `${name}=`),
      terms: heeded.length ? heeded : gathered(found, (signs) => signs.map(() => false)),
    };
  };

  /** The first signs of the keys that are looked for, which tell the parts of the index that have them. */
  const needs = ({ wholes, terms }) => [...new Set([...wholes, ...terms.map(({ text }) => text)].map((key) => [...key][0]))];

  const add = (list, found) => {
    let page = 0;
    for (const one of list || []) {
      page += one >> 6;
      found.set(page, Math.max(found.get(page) || 0, one & 63));
    }
  };

  /** The pages of a key with their weights; what begins so, where a word is no key or a hanzi stands by itself. */
  const postings = ({ text, prefix }, keys) => {
    const found = new Map();
    const own = keys.get(text);
    if (own && !prefix) add(own, found);
    else if (prefix || !HANZI.test(text)) {
      for (const [key, list] of keys) if (key.startsWith(text) && !key.endsWith("=")) add(list, found);
    }
    return found;
  };

  const ones = (bits) => {
    let count = 0;
    for (let rest = bits; rest; rest &= rest - 1) count += 1;
    return count;
  };

  /** Is the key told by what few members of a group are called? */
  const telling = (found, [, first, end]) => {
    let named = 0;
    for (const [page, weight] of found) if (first <= page && page < end && weight >= NAMED) named += 1;
    return named > 0 && named <= MEMBERS;
  };

  /** Many members of a group of which none is named give way to the page of all of them. */
  const together = (hits, [all, first, end]) => {
    const isMember = ({ page, isNamed }) => first <= page && page < end && !isNamed;
    const members = hits.filter(isMember);
    if (members.length <= MEMBERS) return hits;
    const others = hits.filter((hit) => !isMember(hit));
    if (others.some(({ page }) => page === all)) return others;
    return [...others, { page: all, score: Math.max(...members.map(({ score }) => score)) }];
  };

  /** What a page scores by each key that it has, or that the page of all like it has; and the places of the query that it covers. */
  const weighed = (page, group, looked, pages) => {
    let [score, covered, isNamed] = [0, 0, false];
    for (const { places, found, tells } of looked) {
      const own = found.get(page) || 0;
      const weight = Math.max(own, (group && found.get(group[0])) || 0);
      if (!weight) continue;
      score += Math.floor(SCALE * Math.sqrt(Math.sqrt(pages / found.size))) * weight;
      covered |= places;
      if (own >= NAMED && tells.has(group)) isNamed = true;
    }
    return { score, covered, isNamed };
  };

  /** The pages that answer, with what they score, best first; `keys` holds what is asked of the index. */
  const rank = ({ wholes, terms }, keys, index) => {
    const looked = terms.map(({ places, ...term }) => {
      const found = postings(term, keys);
      return { places, found, tells: new Set(index.groups.filter((group) => telling(found, group))) };
    });
    const named = new Map();
    for (const whole of wholes) {
      const found = new Map();
      add(keys.get(whole), found);
      for (const [page, weight] of found) named.set(page, Math.max(named.get(page) || 0, weight));
    }
    const most = ones(looked.reduce((all, { places }) => all | places, 0));
    const candidates = new Set(named.keys());
    for (const { found } of looked) for (const page of found.keys()) candidates.add(page);
    const hits = [];
    for (const page of candidates) {
      const group = index.groups.find(([, first, end]) => first <= page && page < end);
      const { score, covered, isNamed } = weighed(page, group, looked, index.pages);
      const name = named.get(page) || 0;
      const share = name ? most : ones(covered);
      // One of many like pages is meant where its name is said.
      const own = (isNamed ? score * 2 : score) + WHOLE * name;
      if (share * 2 > most || name) hits.push({ page, score: own * share * share, isNamed });
    }
    return sorted(index.groups.reduce(together, hits));
  };

  const sorted = (hits) => hits.sort((a, b) => b.score - a.score || a.page - b.page);

  /** The answers to several queries as one, each page by the best that it scores. */
  const joined = (answers) => {
    const best = new Map();
    for (const { page, score } of answers.flat()) best.set(page, Math.max(best.get(page) || 0, score));
    return sorted([...best].map(([page, score]) => ({ page, score })));
  };

  /** The syllables that a word of letters is spelt of, as few as may be; none where it is none. */
  const syllables = (word, known) => {
    const best = [[]];
    for (let end = 1; end <= word.length; end += 1) {
      for (let length = Math.min(SYLLABLE, end); length > 0; length -= 1) {
        const before = best[end - length];
        const syllable = word.slice(end - length, end);
        if (!before || !known.has(syllable)) continue;
        if (!best[end] || before.length + 1 < best[end].length) best[end] = [...before, syllable];
      }
    }
    return best[word.length] || [];
  };

  /** The longest words made of pairs that fit what was heard, where they are more than half of it. */
  const chains = (units, fits, pairs) => {
    const fitting = (at) => pairs.filter(([first, second]) => fits(first, units[at]) && fits(second, units[at + 1]));
    let longest = [];
    for (let from = 0; from + 1 < units.length; from += 1) {
      let open = fitting(from).slice(0, CHAINS);
      for (let at = from + 1; open.length && at + 1 < units.length; at += 1) {
        const more = fitting(at);
        const next = open.flatMap((chain) => {
          const last = chain[chain.length - 1];
          return more.filter(([first]) => first === last).map(([, second]) => [...chain, second]);
        });
        if (!next.length) break;
        open = next.slice(0, CHAINS);
      }
      if ((open[0] || []).length > (longest[0] || []).length) longest = open;
    }
    const most = (longest[0] || []).length * 2 > units.length;
    return most ? longest.map((chain) => chain.join("")) : [];
  };

  /**
   * What a query may have meant, the likeliest first: words of names that sound the same, or have these initials. `sounds` has the
   * hanzi of each syllable, `pairs` the pairs of hanzi of names.
   */
  const guess = (query, index, { sounds, pairs }) => {
    const heard = new Map();
    for (const [syllable, signs] of sounds) {
      for (const sign of signs) heard.set(sign, [...(heard.get(sign) || []), syllable]);
    }
    const split = pairs.map((pair) => [...pair]);
    const known = new Set(split.flat().flatMap((sign) => heard.get(sign) || []));
    const found = pieces([...query].slice(0, LONGEST).join(""), index.folded);
    const units = (letters) =>
      found.flatMap(({ text, hanzi }) => (hanzi ? [...text].map((sign) => heard.get(sign) || []) : letters(text).map((unit) => [unit])));
    const sounding = (sign, unit) => (heard.get(sign) || []).some((syllable) => unit.includes(syllable));
    const beginning = (sign, unit) => (heard.get(sign) || []).some((syllable) => unit.some((letter) => syllable.startsWith(letter)));
    const whole = chains(
      units((word) => syllables(word, known)),
      sounding,
      split,
    );
    if (whole.length || found.some(({ hanzi }) => hanzi)) return whole;
    return chains(
      units((word) => [...word]),
      beginning,
      split,
    );
  };

  /** An index as it is loaded, made ready to be asked. */
  const ready = (index) => {
    const signs = [...index.folded];
    const folded = new Map();
    for (let at = 0; at + 1 < signs.length; at += 2) folded.set(signs[at], signs[at + 1]);
    return { ...index, folded };
  };

  formpress.search = { ready, asked, needs, rank, joined, guess };
})();
