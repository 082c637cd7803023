"use strict";
// The scripts that read and judge answers, held to the vectors that the program is held to (tests/it/vectors.rs).
const assert = require("node:assert/strict");
const { test } = require("node:test");

require("../../templates/assets/form-reading.js");
require("../../templates/assets/form-verdict.js");
const { rules, names } = globalThis.formpress;
const { today, values, conditions, sheets } = require("../vectors/answers.json");
const page = require("../vectors/page.json");
const patterns = require("../vectors/patterns.json");
const spellings = require("../vectors/names.json");

rules.useSigns(page.forHanzi);
const columns = new Map(page.columns.map((column) => [column.name, column]));
const now = rules.day(...today.split("-").map(Number));

/** `notADate` as the program's code: not-a-date. */
const code = (fault) => fault.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What a column takes a text or several for, as the vectors write it. */
function taken(name, given) {
  const read = rules.read(columns.get(name), given);
  if (!read?.fault) return read && (read.answer.type === "chosen" ? read.answer.value : read.answer.written);
  assert.ok(page.messages.includes(read.fault), `nothing is said of ${read.fault}`);
  return { fault: code(read.fault) };
}

function read(answers) {
  const answer = ([name, given]) => [name, rules.read(columns.get(name), given).answer];
  return new Map(Object.entries(answers).map(answer));
}

for (const [name, cases] of Object.entries(values)) {
  test(`what is written for ${name} is read`, () => {
    for (const [given, expected] of cases) assert.deepEqual(taken(name, given), expected, JSON.stringify(given));
  });
}

test("conditions hold, do not hold, or nobody knows", () => {
  for (const { expression, cases } of conditions) {
    const node = page.conditions[expression];
    for (const [answers, expected] of cases) {
      const verdict = rules.verdict(node, { answers: read(answers), own: "", today: now });
      assert.equal(verdict, expected, `${expression} of ${JSON.stringify(answers)}`);
    }
    assert.ok(!rules.isBroken(node), expression);
  }
});

/** The faults of a sheet by column, each by its code. */
function faults(answers) {
  const found = {};
  for (const own of answers.keys()) {
    const column = columns.get(own);
    const contradiction = rules.contradiction(page.derived, column, answers, now, (name) => name);
    if (contradiction) found[own] = code(contradiction.fault);
    const rule = page.expressions[column.constraint];
    if (rule && rules.verdict(rule, { answers, own, row: column.row, today: now }) === false) found[own] = "rule-broken";
  }
  return found;
}

test("the rules of a sheet are kept or broken", () => {
  for (const [answers, expected] of sheets) assert.deepEqual(faults(read(answers)), expected, JSON.stringify(answers));
});

const matches = (states, value) =>
  rules.verdict(["regex", ["own"], states], { own: "a", answers: new Map([["a", { type: "text", value }]]) });

test("patterns mean what they mean to the program and to the engine of the browser", () => {
  for (const { pattern, states, texts } of patterns) {
    const engine = new RegExp(`^(?:${pattern})$`, "u");
    for (const [text, expected] of texts) {
      assert.deepEqual([matches(states, text), engine.test(text)], [expected, expected], `${pattern} of ${JSON.stringify(text)}`);
    }
  }
});

test("no text makes a pattern slow", { timeout: 5_000 }, () => {
  const slow = patterns.filter(({ pattern }) => ["(a+)+", "(a*)*b", "(a|aa)*?c"].includes(pattern));
  assert.equal(slow.length, 3);
  for (const { states } of slow) assert.equal(matches(states, `${"a".repeat(10_000)}!`), false);
});

test("a rule that cannot be judged stops nothing but itself", () => {
  const rule = ["regex", ["own"], "[A-Z"];
  assert.equal(matches(rule[2], "A"), null);
  assert.equal(rules.verdict(rule, { own: "a", answers: new Map([["a", { type: "text", value: "A" }]]) }), null);
  assert.ok(rules.isBroken(rule));
});

test("names of answers are spelt as the program spells them", () => {
  for (const [how, given, expected] of spellings) assert.deepEqual(names[how](...given), expected, `${how} ${given}`);
});
