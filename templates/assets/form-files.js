"use strict";
// Files of answers, which `formpress fill` reads too; and deleting everything.
(() => {
  const { form: page, rules, names } = window.formpress;
  if (!page) return;
  const { byId, say, words, data } = page;
  /** The largest file that is opened, in MB: a sheet of a person has some KB. */
  const LARGEST = 2;
  /** So deep, one inside another, stand the answers of a file at most. */
  const DEEPEST = 8;
  /** So many faults of a file are told. */
  const TOLD = 20;

  /** What is given by name, as a table of data has it: what cannot be read, as it was written. */
  function written() {
    const values = {};
    const found = page.answers();
    for (const name of page.names()) {
      const answer = found.answers.get(name);
      const { many } = page.column(name);
      if (answer) values[name] = answer.type !== "chosen" ? answer.written : many ? answer.value : answer.value[0];
      else if (found.faults.has(name)) values[name] = page.given(name);
    }
    return values;
  }

  const labels = (names) => names.map((name) => page.column(name).label).join(data.terms.pause);

  /** What is to be known of a file: what is wrong in it, and what is not in it. */
  function remarks(values) {
    const wrong = Array.from(page.faulty().keys()).filter((name) => name in values);
    const half = page.names().filter((name) => page.isAsked(name) && page.isHalf(name));
    const hidden = Object.keys(page.everything()).filter((name) => !page.isAsked(name));
    const about = (pattern, names) => (names.length ? [say(pattern, { count: names.length, labels: labels(names) })] : []);
    return [...about("exportedWrong", wrong), ...about("exportedHalf", half), ...about("exportedHidden", hidden)];
  }

  // Deleting everything

  const sure = byId("tool:sure");
  byId("tool:delete").addEventListener("click", () => {
    sure.hidden = false;
    byId("tool:done").textContent = "";
    sure.focus();
  });
  byId("tool:delete-no").addEventListener("click", () => {
    sure.hidden = true;
    byId("tool:delete").focus();
  });
  byId("tool:delete-yes").addEventListener("click", () => {
    page.deleteAll();
    byId("tool:import").value = "";
    byId("tool:imported").replaceChildren();
    sure.hidden = true;
    byId("tool:done").textContent = words.deleted;
    byId("tool:delete").focus();
  });

  // Files

  byId("tool:export").addEventListener("click", () => {
    const file = `${data.city ? `${data.city}-` : ""}${data.form}.json`;
    const values = written();
    const content = { form: data.form, title: data.title, version: data.version, city: data.city, copies: [values] };
    const blob = new Blob([JSON.stringify(content, null, 1), "\n"], { type: "application/json" });
    const link = page.element("a", { href: URL.createObjectURL(blob), download: file });
    link.click();
    // The browser has taken the file by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    page.saved();
    byId("tool:done").textContent = [say("exported", { file }), ...remarks(values)].join("");
  });

  byId("tool:import").addEventListener("change", (event) => {
    const file = event.target.files[0];
    if (!file) return;
    const size = file.size / 1048576;
    if (size > LARGEST) return tell([say("tooLarge", { size: Math.ceil(size), most: LARGEST })]);
    const reader = new FileReader();
    reader.onload = () => tell(take(reader.result));
    reader.onerror = () => tell([words.unreadable]);
    reader.readAsText(file);
  });

  function tell(lines) {
    const told = lines.length > TOLD + 1 ? [...lines.slice(0, TOLD), say("more", { count: lines.length - TOLD })] : lines;
    byId("tool:imported").replaceChildren(...told.map((line) => page.element("p", {}, line)));
  }

  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  /** What a file holds for this form: `{ copies, version }`, the version if it names one; else what is wrong with it. */
  function opened(text) {
    let file;
    try {
      file = JSON.parse(text.replace(/^\ufeff/, ""));
    } catch (_) {
      return { refused: words.unreadable };
    }
    const isNamed = isObject(file) && typeof file.form === "string";
    const isOfAnother = isNamed && (file.form !== data.form || (file.city && data.city && file.city !== data.city));
    if (isOfAnother) {
      return { refused: say("anotherForm", { other: rules.excerpt(String(file.title || file.form)), own: data.title }) };
    }
    const copies = isNamed ? file.copies : file;
    if (!Array.isArray(copies) || !copies.length || !copies.every(isObject)) return { refused: page.message("dataShape", {}) };
    return { copies, version: isNamed ? file.version : data.version };
  }

  /** Puts a value into its column's controls; `lines` gets what is wrong with it. Is it there now? */
  function put(name, value, lines) {
    if (!page.has(name) || !page.column(name)) {
      lines.push(page.message("unknownColumn", { heading: rules.excerpt(name) }));
      return false;
    }
    const column = page.column(name);
    const read = rules.read(column, value);
    if (!read) return false;
    if (read.answer) {
      page.set(name, read.answer.type === "chosen" ? read.answer.value : read.answer.written);
      return true;
    }
    lines.push(page.message(read.fault, Object.assign({ column: column.label }, read.says)));
    // What cannot be read stands where it can be mended; a choice, a date and a time have no such place.
    const mendable = column.asks !== "options" && !["date", "time"].includes(page.control(name).type);
    if (mendable) page.set(name, value);
    return mendable;
  }

  /** Fills in a file's answers, and says what became of them. */
  function take(text) {
    const { refused, copies, version } = opened(text);
    if (refused) return [refused];
    const { values, twice, isWhole } = flatten(copies[0]);
    const names = Array.from(values.keys());
    const lines = copies.length > 1 ? [say("several", { count: copies.length })] : [];
    lines.push(...page.makeRows(names));
    // A file that names no form is told by its answers.
    if (names.length && !names.some(page.has)) return [words.noneKnown];
    if (version !== data.version) lines.push(say("otherVersion", { version: rules.excerpt(String(version)), own: data.version }));
    if (!isWhole) lines.push(words.tooDeep);
    const there = names.filter((name) => put(name, values.get(name), lines));
    page.edited();
    lines.push(...there.filter((name) => twice.has(name)).map((name) => say("twice", { column: page.column(name).label })));
    const unasked = there.filter((name) => !page.isAsked(name));
    lines.unshift(say("imported", { count: there.length - unasked.length }));
    return lines.concat(unasked.map((name) => say("unasked", { column: page.column(name).label })));
  }

  /** Dotted names of objects in objects; rows are lists of objects, several options a list of texts. `twice` are names that are
   * written in both ways, and not the same; `isWhole` is false where something stands deeper than answers do. */
  function flatten(copy) {
    const found = { values: new Map(), twice: new Set(), isWhole: true };
    const { values, twice } = found;
    const keep = (name, value) => {
      if (values.has(name) && String(values.get(name)) !== String(value)) twice.add(name);
      values.set(name, value);
    };
    const holdsMore = (item) => item !== null && typeof item === "object";
    const see = (name, value, depth) => {
      if (Array.isArray(value)) {
        if (!value.some(holdsMore)) keep(name, value.map(String));
        else value.forEach((item, at) => walk("", { [names.nested(name, at + 1)]: item }, depth - 1));
      } else if (holdsMore(value)) walk(name, value, depth - 1);
      else if (value !== null && rules.trimmed(String(value))) keep(name, String(value));
    };
    const walk = (prefix, object, depth) => {
      if (!depth) found.isWhole = false;
      else for (const [key, value] of Object.entries(object)) see(names.nested(prefix, key), value, depth);
    };
    walk("", copy, DEEPEST);
    return found;
  }
})();
