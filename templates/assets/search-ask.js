"use strict";
// Asks the index of the search: a query to terms, terms to pages, best first; and what a misspelt query may mean. It touches no
// document, so that tests ask it too. The program asks in the same way (outputs::html::search::rank): tests/vectors/search.json holds both.
(() => {
  const formpress = globalThis.formpress || {};
  globalThis.formpress = formpress;

  // What is longer than this is no query; as many places have room in the bits of a number.
  const LONGEST = 30;
  const CHARACTERS = 200;
  // A page that is called what is asked comes before all that only speak of it.
  const WHOLE = 20000;
  const SCALE = 64;
  // More pages than this of a group of like ones are one answer: the page of all of them.
  const MEMBERS = 5;
  const CHAINS = 12;

  const TOKEN =
    /((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)*)(?:\s*([万亿]))?|([a-zß-öø-ɏ]+(?:['’][a-zß-öø-ɏ]+)*)|([\u3007\u3400-\u9fff\u{20000}-\u{323af}]+)/gu;

  /** `2.4` and 万 to `24000`; a number with another fraction stays as it is. */
  const number = (digits, unit) => {
    const [whole, fraction = "", more] = digits.replaceAll(",", "").split(".");
    const places = { 万: 4, 亿: 8 }[unit] || 0;
    if (more !== undefined || fraction.length > places) return null;
    return (whole + fraction.padEnd(places, "0")).replace(/^0+(?=\d)/, "");
  };

  /** The stretches of hanzi, words and numbers of a text, as the index spells them. */
  const pieces = (text, folded) => {
    let plain = "";
    for (const sign of text.normalize("NFKC").toLowerCase()) plain += folded.get(sign) || sign;
    const found = [];
    for (const [, digits, unit, word, hanzi] of plain.matchAll(TOKEN)) {
      if (digits) {
        const value = number(digits, unit);
        found.push({ text: value ?? digits.replaceAll(",", ""), hanzi: false });
        if (value === null && unit) found.push({ text: unit, hanzi: true });
      } else if (word) found.push({ text: word.replace(/['’]/g, ""), hanzi: false });
      else found.push({ text: hanzi, hanzi: true });
    }
    return found;
  };

  /** Which hanzi of a stretch only ask (怎么), and say nothing of what is asked for. */
  const silenced = (signs, silent) => {
    const is = signs.map(() => false);
    for (let at = 0; at < signs.length; at += 1) {
      const word = silent.find((word) => signs.slice(at, at + word.length).join("") === word);
      if (!word) continue;
      is.fill(true, at, at + word.length);
      at += word.length - 1;
    }
    return is;
  };

  /**
   * What a query asks for: pairs of hanzi, words and numbers, each with the places (bits) that it covers; a hanzi by itself
   * only where there is nothing else.
   */
  const terms = (query, index) => {
    const found = pieces([...query].slice(0, CHARACTERS).join(""), index.folded);
    const gather = (heed) => {
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
        const is = heed ? silenced(signs, index.silent) : signs.map(() => false);
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
    const heeded = gather(true);
    return {
      whole: `${found.map(({ text }) => text).join("")}=`,
      terms: heeded.length ? heeded : gather(false),
    };
  };

  /** The keys of the parts of the index that a query needs, by their first sign. */
  const needs = ({ whole, terms }) => [...new Set([whole, ...terms.map(({ text }) => text)].map((key) => [...key][0]))];

  /** The pages of a key with their weights: what begins so where there is no such key, or a hanzi stands by itself. */
  const postings = ({ text, prefix }, keys) => {
    const found = new Map();
    const add = (list) => {
      let page = 0;
      for (const one of list) {
        page += one >> 6;
        found.set(page, Math.max(found.get(page) || 0, one & 63));
      }
    };
    const own = keys.get(text);
    if (own && !prefix) add(own);
    else if (prefix || !/\p{Script=Han}/u.test(text)) {
      for (const [key, list] of keys) if (key.startsWith(text) && !key.endsWith("=")) add(list);
    }
    return found;
  };

  const ones = (bits) => {
    let count = 0;
    for (let rest = bits; rest; rest &= rest - 1) count += 1;
    return count;
  };

  /** Pages with what they score, best first; `keys` holds what the query needs of the index. */
  const rank = ({ whole, terms }, keys, index) => {
    const asked = terms.map((term) => ({ ...term, found: postings(term, keys) }));
    const named = postings({ text: whole, prefix: false }, keys);
    const places = asked.reduce((all, term) => all | term.places, 0);
    const most = ones(places);
    const groupOf = (page) => index.groups.find(([, first, last]) => first <= page && page <= last);
    const candidates = new Set(named.keys());
    for (const { found } of asked) for (const page of found.keys()) candidates.add(page);
    let hits = [];
    for (const page of candidates) {
      const group = groupOf(page)?.[0];
      let score = 0;
      let covered = 0;
      for (const term of asked) {
        const weight = Math.max(term.found.get(page) || 0, group === undefined ? 0 : term.found.get(group) || 0);
        if (!weight) continue;
        score += Math.floor(SCALE * Math.sqrt(Math.sqrt(index.pages / term.found.size))) * weight;
        covered |= term.places;
      }
      const name = named.get(page) || 0;
      const share = name ? most : ones(covered);
      if (share * 2 <= most && !name) continue;
      hits.push({ page, score: (score + WHOLE * name) * share * share });
    }
    for (const [all, first, last] of index.groups) {
      const members = hits.filter(({ page }) => first <= page && page <= last);
      if (members.length <= MEMBERS) continue;
      const best = Math.max(...members.map(({ score }) => score));
      hits = hits.filter(({ page }) => page < first || page > last);
      if (!hits.some(({ page }) => page === all)) hits.push({ page: all, score: best });
    }
    return hits.sort((a, b) => b.score - a.score || a.page - b.page);
  };

  /** Syllables that a word of letters is spelt of, as few as may be; nothing where it is none. */
  const syllables = (word, known) => {
    const best = [[]];
    for (let end = 1; end <= word.length; end += 1) {
      for (let length = Math.min(6, end); length > 0; length -= 1) {
        const before = best[end - length];
        const syllable = word.slice(end - length, end);
        if (!before || !known.has(syllable)) continue;
        if (!best[end] || before.length + 1 < best[end].length) best[end] = [...before, syllable];
      }
    }
    return best[word.length];
  };

  /**
   * What a query may have meant: words of titles that sound the same, or that have these initials, the likeliest first.
   * `sounds` has the hanzi of each syllable, `pairs` the pairs of hanzi that titles have.
   */
  const guess = (query, index, { sounds, pairs }) => {
    const known = new Set(sounds.map(([syllable]) => syllable));
    const heard = new Map();
    for (const [syllable, signs] of sounds) {
      for (const sign of signs) heard.set(sign, [...(heard.get(sign) || []), syllable]);
    }
    const found = pieces([...query].slice(0, LONGEST).join(""), index.folded);
    const spelt = (letters) => {
      const units = [];
      for (const { text, hanzi } of found) {
        if (hanzi) for (const sign of text) units.push(heard.get(sign) || []);
        else units.push(...letters(text));
      }
      return units;
    };
    const chains = (units, fits) => {
      let longest = [];
      for (let from = 0; from + 1 < units.length; from += 1) {
        let open = [...new Set(pairs.filter((pair) => fits(pair, units[from], units[from + 1])))].slice(0, CHAINS);
        let at = from + 1;
        for (; open.length && at + 1 < units.length; at += 1) {
          const next = [];
          for (const chain of open) {
            const last = [...chain].pop();
            for (const pair of pairs) {
              if ([...pair][0] === last && fits(pair, units[at], units[at + 1])) next.push(chain + [...pair][1]);
            }
          }
          if (!next.length) break;
          open = [...new Set(next)].slice(0, CHAINS);
        }
        if (open.length && (!longest.length || [...open[0]].length > [...longest[0]].length)) longest = open;
      }
      return longest.length && [...longest[0]].length * 2 > units.length ? longest : [];
    };
    const sounding = ([first, second], one, two) => {
      const is = (sign, unit) => (heard.get(sign) || []).some((syllable) => unit.includes(syllable));
      return is(first, one) && is(second, two);
    };
    const beginning = ([first, second], one, two) => {
      const is = (sign, unit) => (heard.get(sign) || []).some((syllable) => unit.includes(syllable[0]));
      return is(first, one) && is(second, two);
    };
    const split = (pair) => [...pair];
    const whole = chains(
      spelt((word) => (syllables(word, known) || []).map((syllable) => [syllable])),
      (pair, one, two) => sounding(split(pair), one, two),
    );
    if (whole.length || found.some(({ hanzi }) => hanzi)) return whole;
    return chains(
      spelt((word) => [...word].map((letter) => [letter])),
      (pair, one, two) => beginning(split(pair), one, two),
    );
  };

  /** An index as it is loaded, made ready to be asked. */
  const ready = (index) => {
    const signs = [...index.folded];
    const folded = new Map();
    for (let at = 0; at + 1 < signs.length; at += 2) folded.set(signs[at], signs[at + 1]);
    return { ...index, folded };
  };

  formpress.search = { ready, pieces, terms, needs, rank, guess };
})();
