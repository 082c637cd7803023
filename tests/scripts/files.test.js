"use strict";
// Files of answers (form-files.js) with answers and files that chance makes: what is exported comes back the same, and nothing that a
// file says or that was typed before is lost unless the page says so.
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { isDeepStrictEqual } = require("node:util");

require("../../templates/assets/form-reading.js");
globalThis.window = globalThis;
require("../../templates/assets/form-words.js");
const { rules, names, words } = globalThis.formpress;
const { columns, messages, forHanzi } = require("../vectors/page.json");

rules.useSigns(forHanzi);
const TIMES = 300;

/** The same numbers from the same seed, from 0 up to 1 (mulberry32). */
function chanceOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A page with a control for each column and nothing around it; the script of files works on it as on a real one. */
function opened() {
  const values = new Map();
  const parts = new Map();
  const known = new Map(columns.map((column) => [column.name, column]));
  const exported = [];
  const control = () => {
    const heard = {};
    return {
      heard,
      hidden: false,
      focus() {},
      click() {},
      addEventListener: (name, listener) => (heard[name] = listener),
      replaceChildren(...children) {
        this.told = children.map((child) => child.text);
      },
    };
  };
  const fill = (text, says) => text.replace(/\{(\w+)\}/g, (_, name) => says[name] ?? "");
  const say = (name, says) => fill(words[name], says);
  const data = {
    form: "all",
    title: "样例",
    version: "1.0.0",
    city: null,
    terms: { pause: "、", stop: "。" },
    // In words of its own each fault names its column and what was written.
    messages: Object.fromEntries(messages.map((name) => [name, [`${name} {column} {heading}`]])),
  };
  const given = (name) => values.get(name) ?? (known.get(name).asks === "options" ? [] : "");
  const page = {
    data,
    words,
    say,
    byId(id) {
      if (!parts.has(id)) parts.set(id, control());
      return parts.get(id);
    },
    element: (_, __, text) => ({ text, click() {} }),
    answers() {
      const found = { answers: new Map(), faults: new Map() };
      for (const name of known.keys()) {
        const read = rules.read(known.get(name), given(name));
        if (read?.answer) found.answers.set(name, read.answer);
        else if (read) found.faults.set(name, read);
      }
      return found;
    },
    names: () => Array.from(known.keys()),
    has: (name) => known.has(name),
    column: (name) => known.get(name),
    control: (name) => ({ type: { date: "date", month: "text", time: "time" }[known.get(name).asks] ?? "text" }),
    given,
    set: (name, value) => values.set(name, known.get(name).asks === "options" ? [].concat(value) : String(value)),
    faulty: () => new Map(),
    everything: () => Object.fromEntries(values),
    isAsked: () => true,
    isHalf: () => false,
    makeRows: () => [],
    message: (name, says) => data.messages[name].map((line) => fill(line, says)).join(""),
    edited() {},
    saved() {},
    deleteAll: () => values.clear(),
  };
  globalThis.formpress.form = page;
  globalThis.FileReader = class {
    readAsText(file) {
      this.result = file.text;
      this.onload();
    }
  };
  globalThis.Blob = class {
    constructor(texts) {
      exported.push(texts.join(""));
    }
  };
  globalThis.URL.createObjectURL = () => "";
  globalThis.URL.revokeObjectURL = () => {};
  globalThis.setTimeout = () => 0;
  const script = require.resolve("../../templates/assets/form-files.js");
  delete require.cache[script];
  require(script);
  return {
    page,
    values,
    exported() {
      page.byId("tool:export").heard.click();
      return exported.pop();
    },
    /** What is said of a file. */
    told(text) {
      page.byId("tool:import").heard.change({ target: { files: [{ size: text.length, text }] } });
      return page.byId("tool:imported").told;
    },
  };
}

const CHARACTERS = "甲乙人事写好 　,;\"'\\{}[]<>&\u200b\ufeff𠮷é\t\n=+-@012390.xX年月日/";

const one = (list, chance) => list[Math.floor(chance() * list.length)];
const any = (chance) => Array.from({ length: Math.floor(chance() * 12) }, () => one(Array.from(CHARACTERS), chance)).join("");
const digits = (most, chance) => String(1 + Math.floor(chance() * most)).padStart(2, "0");

/** Something that somebody may write into a column, right or wrong. */
function typed(column, chance) {
  if (chance() < 0.25) return any(chance);
  const day = `20${digits(25, chance)}-${digits(12, chance)}-${digits(28, chance)}`;
  switch (column.asks) {
    case "options":
      return column.options.map(([value]) => value).filter(() => chance() < (column.many ? 0.5 : 1 / column.options.length));
    case "date":
      return day;
    case "month":
      return day.slice(0, 7);
    case "time":
      return `${digits(23, chance)}:${digits(59, chance)}`;
    case "number":
      return String(Math.floor(chance() * 100));
    case "phone":
      return `138${String(Math.floor(chance() * 1e8)).padStart(8, "0")}`;
    default:
      return any(chance);
  }
}

test("what a page exports comes back the same", () => {
  for (let seed = 0; seed < TIMES; seed++) {
    const chance = chanceOf(seed);
    const before = opened();
    for (const column of columns) if (chance() < 0.6) before.page.set(column.name, typed(column, chance));
    const file = before.exported();
    const answers = before.page.answers();
    const after = opened();
    const told = after.told(file);
    const again = after.page.answers();
    assert.deepEqual(again.answers, answers.answers, `${seed}: ${file}`);
    // What could not be read stands there as it was written, or is told.
    for (const name of answers.faults.keys()) {
      const { label } = after.page.column(name);
      const is = after.page.given(name) === before.page.given(name);
      assert.ok(is || told.some((line) => line.includes(label)), `${seed}: ${name} of ${file}`);
    }
  }
});

/** The name of something in a file, mostly a column's. */
const called = (chance) => (chance() < 0.8 ? one(columns, chance).name : any(chance) || "甲");

function value(chance, depth) {
  const kind = chance();
  if (kind < 0.5) return one([any(chance), typed(one(columns, chance), chance)], chance);
  if (kind < 0.6) return one([null, true, false, 0, -1.5, 1e21, ""], chance);
  if (!depth) return any(chance);
  const list = Array.from({ length: Math.floor(chance() * 4) }, () => value(chance, depth - 1));
  return kind < 0.8 ? list : Object.fromEntries(list.map((item) => [called(chance).split(".").pop(), item]));
}

/** The texts of a file's copy, each under the name of the column that it is for. */
function said(object, prefix = "", found = []) {
  for (const [key, item] of Object.entries(object)) {
    const name = names.nested(prefix, key);
    if (item === null) continue;
    if (Array.isArray(item)) {
      const nested = item.some((one) => one !== null && typeof one === "object");
      if (nested) said(Object.fromEntries(item.map((one, at) => [at + 1, one])), name, found);
      else found.push([name, item.map(String)]);
    } else if (typeof item === "object") said(item, name, found);
    else found.push([name, String(item)]);
  }
  return found;
}

/** What stands in a page for a column, and what would stand there if this had been typed. */
const read = (page, name, text) => {
  const found = rules.read(page.column(name), text);
  return found && (found.answer ? (found.answer.written ?? found.answer.value) : found.fault);
};

/** A file of some answers. */
function file(chance) {
  const copy = Object.fromEntries(Array.from({ length: Math.floor(chance() * 8) }, () => [called(chance), value(chance, 3)]));
  // A row in both ways in which it may be written.
  if (chance() < 0.3) copy.steps = [{ what: any(chance) }];
  if (chance() < 0.3) copy["steps.1.what"] = any(chance);
  const copies = chance() < 0.1 ? [copy, copy] : [copy];
  const version = one(["1.0.0", "0.9"], chance);
  return { given: said(copy), text: JSON.stringify(chance() < 0.5 ? copies : { form: "all", version, copies }) };
}

/** Is what a file says under this name in the page, or said to be otherwise? */
function isKept(page, told, [name, text]) {
  if (!rules.trimmed(String(text)) || told.includes(rules.excerpt(name))) return true;
  if (!page.has(name)) return false;
  const wanted = read(page, name, text);
  if (!wanted || told.includes(page.column(name).label)) return true;
  return isDeepStrictEqual(read(page, name, page.given(name)), wanted);
}

test("nothing that a file says is lost in silence, nor what was typed before it", () => {
  for (let seed = 0; seed < TIMES; seed++) {
    const chance = chanceOf(seed);
    const { page, values, told } = opened();
    for (const column of columns) if (chance() < 0.3) page.set(column.name, typed(column, chance));
    const before = new Map(values);
    const { given, text } = file(chance);
    const lines = told(text).join("\n");
    const lost = [...before].filter(([name, was]) => !given.some(([own]) => own === name) && !isDeepStrictEqual(values.get(name), was));
    assert.deepEqual(lost, [], `${seed}: typed before ${text}`);
    // Of a file that is not opened, or of which not all is listed, that is what is said.
    if ([words.noneKnown, words.tooDeep].some((line) => lines.includes(line)) || /还有 \d+ 处/.test(lines)) continue;
    const silent = given.filter((answer) => !isKept(page, lines, answer));
    assert.deepEqual(silent, [], `${seed}: ${text}: ${lines}`);
  }
});

test("no text is a file that brings the page down", () => {
  const chance = chanceOf(1);
  const right = JSON.stringify({ form: "all", version: "1.0.0", copies: [{ name: "张三", steps: [{ what: "来访" }] }] });
  for (let time = 0; time < TIMES; time++) {
    const at = Math.floor(chance() * right.length);
    const text = right.slice(0, at) + any(chance) + right.slice(at + Math.floor(chance() * 5));
    assert.ok(opened().told(text).length, JSON.stringify(text));
  }
});
