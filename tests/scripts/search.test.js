"use strict";
// The script that asks the search's index, held to the vectors that the program is held to (tests/it/searching.rs).
const assert = require("node:assert/strict");
const { test } = require("node:test");

require("../../templates/assets/search-ask.js");
const { search } = globalThis.formpress;
const { head, keys, sounds, addresses } = require("../vectors/search-index.json");
const { terms, found } = require("../vectors/search.json");

const index = search.ready(head);
const known = new Map(Object.entries(keys));

function find(query) {
  const answered = (one) => search.rank(search.asked(one, index), known, index);
  const own = answered(query);
  const hits = own.length ? own : search.joined(search.guess(query, index, sounds).map(answered));
  return hits.map(({ page }) => addresses[page]);
}

test("a query is read to the terms that it asks for", () => {
  for (const [query, expected] of terms) {
    const read = search.asked(query, index).terms.map(({ text, places, prefix }) => [text, places, prefix]);
    assert.deepEqual(read, expected, query);
  }
});

test("a query finds the same pages, in the same order", () => {
  for (const [query, expected] of found) assert.deepEqual(find(query).slice(0, 3), expected, query);
});

test("the parts that a query needs hold all that is asked", () => {
  for (const [query] of found) {
    const asked = search.asked(query, index);
    const signs = new Set(search.needs(asked));
    const part = new Map([...known].filter(([key]) => signs.has([...key][0])));
    assert.deepEqual(search.rank(asked, part, index), search.rank(asked, known, index), query);
  }
});
