"use strict";
// What is kept of answers, if somebody wants it: drafts in this browser's own storage, and files that `formpress fill`
// reads too. Nothing is kept unasked.
(function () {
  const { form: page, rules } = window.formpress;
  if (!page) return;
  const { byId, say, words, data } = page;
  const PREFIX = "formpress:draft:";
  const own = PREFIX + data.form;
  const keep = byId("tool:keep");

  /** The answers by name, as a table of data has them. */
  function written() {
    const values = {};
    for (const [name, answer] of page.answers().answers) {
      const { many } = page.column(name);
      values[name] = answer.type !== "chosen" ? answer.written : many ? answer.value : answer.value[0];
    }
    return values;
  }

  // Drafts

  /** Does something with the storage, which a browser may refuse. */
  function stored(act) {
    try {
      return { value: act(window.localStorage) };
    } catch (_) {
      return null;
    }
  }

  function save() {
    if (!keep.checked) return;
    const draft = {};
    // What cannot be read is part of a draft as well: somebody will mend it.
    for (const name of page.names()) {
      const value = page.isAsked(name) ? page.given(name) : "";
      if (value.length) draft[name] = value;
    }
    if (stored((storage) => storage.setItem(own, JSON.stringify(draft)))) {
      page.saved();
    } else {
      keep.checked = false;
      byId("tool:restored").textContent = words.notKept;
    }
  }

  page.isKept = () => keep.checked;
  page.onEdit(save);
  keep.addEventListener("change", () => {
    if (keep.checked) {
      save();
      if (keep.checked) byId("tool:restored").textContent = words.kept;
    } else {
      stored((storage) => storage.removeItem(own));
      byId("tool:restored").textContent = words.dropped;
    }
  });

  function restore() {
    const found = stored((storage) => JSON.parse(storage.getItem(own)));
    if (!found || !found.value) return;
    const names = Object.keys(found.value);
    makeRows(names);
    names.filter(page.has).forEach((name) => page.set(name, found.value[name]));
    keep.checked = true;
    page.edited();
    byId("tool:restored").textContent = words.restored;
  }

  /** As many rows as names speak of. */
  function makeRows(names) {
    for (const repeat of Object.keys(data.repeats)) {
      const number = (name) => (name.startsWith(`${repeat}.`) ? parseInt(name.slice(repeat.length + 1), 10) || 0 : 0);
      const most = Math.min(Math.max(0, ...names.map(number)), 1000);
      if (most > page.rowCount(repeat)) page.setRows(repeat, most);
    }
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
    stored((storage) => {
      const names = Array.from({ length: storage.length }, (_, at) => storage.key(at));
      names.filter((name) => name.startsWith(PREFIX)).forEach((name) => storage.removeItem(name));
    });
    keep.checked = false;
    page.reset();
    byId("tool:import").value = "";
    byId("tool:imported").replaceChildren();
    byId("tool:restored").textContent = "";
    sure.hidden = true;
    byId("tool:done").textContent = words.deleted;
    byId("tool:delete").focus();
  });

  // Files

  byId("tool:export").addEventListener("click", () => {
    const file = `${data.form}.json`;
    const blob = new Blob([JSON.stringify([written()], null, 1), "\n"], { type: "application/json" });
    const link = page.element("a", { href: URL.createObjectURL(blob), download: file });
    link.click();
    // The browser has taken the file by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    page.saved();
    byId("tool:done").textContent = say("exported", { file });
  });

  byId("tool:import").addEventListener("change", (event) => {
    const file = event.target.files[0];
    if (!file) return;
    const reader = new FileReader();
    reader.onload = () => tell(take(reader.result));
    reader.onerror = () => tell([words.unreadable]);
    reader.readAsText(file);
  });

  function tell(lines) {
    byId("tool:imported").replaceChildren(...lines.map((line) => page.element("p", {}, line)));
  }

  /** Fills in a file's answers, and says what became of them. */
  function take(text) {
    let copies;
    try {
      copies = JSON.parse(text.replace(/^\ufeff/, ""));
    } catch (_) {
      return [words.unreadable];
    }
    const isCopy = (copy) => copy !== null && typeof copy === "object" && !Array.isArray(copy);
    if (!Array.isArray(copies) || !copies.length || !copies.every(isCopy)) return [page.message("dataShape", {})];
    const values = new Map();
    flatten("", copies[0], values);
    makeRows(Array.from(values.keys()));
    const lines = copies.length > 1 ? [say("several", { count: copies.length })] : [];
    const put = [];
    for (const [name, value] of values) {
      const column = page.has(name) && page.column(name);
      if (!column) {
        lines.push(page.message("unknownColumn", { heading: name }));
        continue;
      }
      const read = rules.read(column, value);
      if (read && read.fault) lines.push(page.message(read.fault, Object.assign({ column: column.label }, read.says)));
      // What cannot be read stands where it can be mended; a choice and a date have no such place.
      const mendable = column.asks !== "options" && column.asks !== "date";
      const fits = read && read.answer ? (read.answer.type === "chosen" ? read.answer.value : read.answer.written) : mendable && value;
      if (!read || (!fits && fits !== "")) continue;
      page.set(name, fits);
      put.push(name);
    }
    page.edited();
    const unasked = put.filter((name) => !page.isAsked(name));
    lines.unshift(say("imported", { count: put.length - unasked.length }));
    return lines.concat(unasked.map((name) => say("unasked", { column: page.column(name).label })));
  }

  /** Dotted names of objects in objects; rows are lists of objects, several options a list of texts. */
  function flatten(prefix, object, values) {
    for (const [key, value] of Object.entries(object)) {
      const name = prefix ? `${prefix}.${key}` : key;
      if (value === null) continue;
      if (Array.isArray(value) && value.some((item) => item !== null && typeof item === "object")) {
        value.forEach((item, at) => flatten("", { [`${name}.${at + 1}`]: item }, values));
      } else if (Array.isArray(value)) values.set(name, value.map(String));
      else if (typeof value === "object") flatten(name, value, values);
      else if (String(value).trim()) values.set(name, String(value));
    }
  }

  restore();
})();
