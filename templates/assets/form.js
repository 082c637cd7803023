"use strict";
// The form on its page: conditions, faults, rows, what an identity number says. What it knows of the form stands in
// the page as data; answers stay in the controls, and nothing is sent anywhere.
(function () {
  const formpress = window.formpress;
  const byId = (id) => document.getElementById(id);
  const form = byId("tool:form");
  if (!form) return;
  const rules = formpress.rules;
  const data = JSON.parse(byId("form-data").textContent);
  const words = JSON.parse(byId("form-words").textContent);
  const columns = new Map(data.columns.map((column) => [column.name, column]));
  const touched = new Set();
  let checked = false;
  let changed = false;
  let controls = new Map();

  const fill = (pattern, says) => pattern.replace(/\{(\w+)\}/g, (whole, name) => (name in says ? says[name] : whole));
  const say = (name, says) => fill(words[name], says || {});
  const all = (selector, within) => Array.from((within || form).querySelectorAll(selector));
  const place = (name) => form.querySelector(`[data-ask="${name}"]`);

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  /** Said by a screen reader when it has time. */
  function announce(text) {
    const status = byId("tool:status");
    // The same words again would not be said.
    status.textContent = status.textContent === text ? `${text}\u00a0` : text;
  }

  // Columns and controls

  /** A column by its name; those of further rows are like those of the first. */
  function column(name) {
    if (columns.has(name)) return columns.get(name);
    const parts = /^([^.]+)\.([1-9]\d{0,3})\.(.+)$/.exec(name);
    const repeat = parts && data.repeats[parts[1]];
    const like = repeat && columns.get(`${parts[1]}.1.${parts[3]}`);
    if (!like) return null;
    const row = `${parts[1]}.${parts[2]}`;
    const rest = like.label.slice(repeat.label.length + 1);
    const made = Object.assign({}, like, { name, row, label: repeat.label + parts[2] + rest });
    if (like.of) made.of = `${row}${like.of.slice(like.row.length)}`;
    columns.set(name, made);
    return made;
  }

  function index() {
    controls = new Map();
    for (const control of form.elements) {
      if (!control.name) continue;
      if (!controls.has(control.name)) controls.set(control.name, []);
      controls.get(control.name).push(control);
    }
  }

  const isAsked = (name) => controls.has(name) && !controls.get(name)[0].closest("[hidden]");

  /** What stands in a column's controls: a text, or the options that are on. */
  function given(name) {
    const own = controls.get(name);
    if (column(name).asks !== "options") return own[0].value;
    return own.filter((control) => control.checked).map((control) => control.value);
  }

  /** Every answer that is asked for and can be read, in the order of the form, and the faults of the others. */
  function answers() {
    const found = { answers: new Map(), faults: new Map() };
    for (const name of controls.keys()) {
      if (!isAsked(name)) continue;
      const read = rules.read(column(name), given(name));
      if (read && read.answer) found.answers.set(name, read.answer);
      else if (read) found.faults.set(name, read);
    }
    return found;
  }

  function today() {
    const now = new Date();
    return rules.day(now.getFullYear(), now.getMonth() + 1, now.getDate());
  }

  const sheet = (known, own, row) => ({ answers: known, own, row, today: today() });

  // Conditions

  /** Shows what is to be answered and hides the rest, until nothing changes; says so if `aloud`. */
  function refresh(aloud) {
    const conditional = all("[data-when], [data-other]");
    const before = conditional.filter((part) => part.hidden);
    // Conditions form no circle, which `check` sees to, so this ends.
    for (let round = 0; round <= conditional.length; round++) {
      const known = answers().answers;
      const wrong = conditional.filter((part) => part.hidden === isWanted(part, known));
      wrong.forEach((part) => (part.hidden = !part.hidden));
      if (!wrong.length) break;
    }
    if (!aloud) return;
    const told = (name, parts) => {
      const outer = parts.filter((part) => !parts.some((other) => other !== part && other.contains(part)));
      const labels = outer.filter((part) => !part.parentElement.closest("[hidden]")).map(labelOf);
      return labels.length ? [say(name, { labels: labels.join(data.terms.pause) })] : [];
    };
    const shown = before.filter((part) => !part.hidden);
    const hidden = conditional.filter((part) => part.hidden && !before.includes(part));
    const said = told("shown", shown).concat(told("hidden", hidden));
    if (said.length) announce(said.join(data.terms.stop));
  }

  function isWanted(part, known) {
    if (part.dataset.other) {
      const chosen = known.get(part.dataset.other);
      return Boolean(chosen) && chosen.value.includes(part.dataset.option);
    }
    const row = part.closest("[data-row]");
    return rules.verdict(data.expressions[part.dataset.when], sheet(known, part.dataset.ask, row && row.dataset.row)) === true;
  }

  function labelOf(part) {
    const own = part.dataset.ask && column(part.dataset.ask);
    return own ? own.label : part.querySelector("h3, .ask-label").textContent.trim();
  }

  // Faults

  const message = (name, says) => data.messages[name].map((line) => fill(line, says) + data.terms.stop).join("");

  /** What is wrong with an answer, in words; what is missing counts only where everything was checked. */
  function fault(name, found, whole) {
    if (!isAsked(name)) return null;
    const own = column(name);
    const unread = found.faults.get(name);
    if (unread) return message(unread.fault, Object.assign({ column: own.label }, unread.says));
    const control = controls.get(name)[0];
    if (control.validity.badInput) return say("incomplete", { column: own.label }) + data.terms.stop;
    const answer = found.answers.get(name);
    if (!answer) {
      const begun = !own.row || Array.from(found.answers.keys()).some((other) => other.startsWith(`${own.row}.`));
      return whole && own.required && begun ? message("notAnswered", { column: own.label }) : null;
    }
    if (own.constraint === undefined) return null;
    if (rules.verdict(data.expressions[own.constraint], sheet(found.answers, name, own.row)) !== false) return null;
    return message("ruleBroken", { column: own.label, value: shown(own, answer), rule: own.rule });
  }

  /** An answer as people read it. */
  function shown(own, answer) {
    if (answer.type !== "chosen") return answer.written;
    return own.options.filter(([value]) => answer.value.includes(value)).map(([, label]) => label).join(data.terms.pause);
  }

  function show(name, text) {
    const around = place(name);
    const id = `fill:${name}:fault`;
    const old = byId(id);
    if (!text && !old) return;
    if (old) old.remove();
    const own = controls.get(name);
    const ticks = column(name).asks === "options";
    // A group of ticks is described as one; a row of a matrix is no group.
    const described = around.tagName === "FIELDSET" ? [around] : own;
    for (const one of described) {
      const ids = (one.getAttribute("aria-describedby") || "").split(" ").filter((other) => other && other !== id);
      if (text) ids.unshift(id);
      if (ids.length) one.setAttribute("aria-describedby", ids.join(" "));
      else one.removeAttribute("aria-describedby");
    }
    for (const one of own) {
      if (!text || ticks) one.removeAttribute("aria-invalid");
      else one.setAttribute("aria-invalid", "true");
    }
    around.classList.toggle("is-wrong", Boolean(text));
    if (!text) return;
    const mark = element("span", { className: "hidden" }, words.error);
    const told = element("p", { id, className: "ask-fault" }, mark, text);
    if (around.tagName === "TR") around.firstElementChild.append(told);
    else (around.querySelector(":scope > .ask-control, :scope > .ticks") || around.lastElementChild).before(told);
  }

  /** Looks at every question that somebody left or, after a check, at all. */
  function review(aloud) {
    const found = answers();
    for (const name of controls.keys()) {
      if (!checked && !touched.has(name)) continue;
      // A date is no date while it is typed.
      if (document.activeElement.type === "date" && document.activeElement.name === name) continue;
      const text = fault(name, found, checked);
      if (text && name === aloud && !byId(`fill:${name}:fault`)) announce(words.error + text);
      show(name, text);
    }
  }

  function check() {
    checked = true;
    refresh();
    review();
    const found = answers();
    const list = [];
    for (const name of controls.keys()) {
      const text = fault(name, found, true);
      if (text) list.push([controls.get(name)[0], text]);
    }
    const summary = byId("tool:faults");
    summary.hidden = !list.length;
    byId("tool:faults-title").textContent = say("faults", { count: list.length });
    summary.querySelector("ul").replaceChildren(
      ...list.map(([control, text]) => element("li", {}, element("a", { href: `#${control.id}` }, text))),
    );
    byId("tool:done").textContent = list.length ? "" : words.right;
    if (list.length) summary.focus();
  }

  byId("tool:faults").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    const control = byId(decodeURIComponent(link.hash.slice(1)));
    // The label first, so that it stands in the window with its control.
    control.closest(".ask, tr").scrollIntoView();
    control.focus({ preventScroll: true });
  });

  // Rows

  const rowsOf = (repeat) => all(":scope > [data-blank]", repeat);

  /** Gives a row another number: everything in it that names it. */
  function renumber(repeat, row, number) {
    const [before, after] = [row.dataset.row, `${repeat.dataset.repeat}.${number}`];
    for (const part of [row, ...all("*", row)]) {
      for (const attribute of Array.from(part.attributes)) {
        const { name, value } = attribute;
        if (name === "value" || !value.includes(before)) continue;
        const parts = value.split(" ").map((one) => {
          const at = one.startsWith("fill:") ? 5 : 0;
          const own = one.slice(at);
          const is = own === before || own.startsWith(`${before}.`);
          return is ? one.slice(0, at) + after + own.slice(before.length) : one;
        });
        attribute.value = parts.join(" ");
      }
    }
    row.querySelector("legend").textContent = fill(repeat.dataset.words, { number });
    const button = row.querySelector(".row-remove");
    delete button.dataset.sure;
    button.textContent = say("remove", { row: row.querySelector("legend").textContent });
  }

  function addRow(repeat) {
    const rows = rowsOf(repeat);
    const row = rows[rows.length - 1].cloneNode(true);
    all(".ask-fault", row).forEach((told) => told.remove());
    all(".is-wrong", row).forEach((part) => part.classList.remove("is-wrong"));
    for (const control of all("input, textarea", row)) {
      if (control.type === "radio" || control.type === "checkbox") control.checked = false;
      else control.value = "";
      control.removeAttribute("aria-invalid");
    }
    // Ticks of the same name would put out those of the row it was taken from.
    renumber(repeat, row, rows.length + 1);
    rows[rows.length - 1].after(row);
    tidy(repeat);
    return row;
  }

  /** A row can be removed as long as there is another. */
  function tidy(repeat) {
    const rows = rowsOf(repeat);
    rows.forEach((row) => (row.querySelector(".row-remove").hidden = rows.length < 2));
    index();
  }

  /** Makes a repeat have so many rows. */
  function setRows(name, number) {
    const repeat = form.querySelector(`[data-repeat="${name}"]`);
    while (rowsOf(repeat).length < number) addRow(repeat);
    while (rowsOf(repeat).length > number) rowsOf(repeat).pop().remove();
    tidy(repeat);
  }

  /** A row with something in it goes only when its button is pressed once more. */
  function removeRow(row) {
    const repeat = row.closest("[data-repeat]");
    const label = row.querySelector("legend").textContent;
    const button = row.querySelector(".row-remove");
    const isEmpty = all("input, textarea", row).every((control) => (control.type === "radio" || control.type === "checkbox" ? !control.checked : !control.value));
    if (!isEmpty && !button.dataset.sure) {
      button.dataset.sure = "yes";
      button.textContent = say("removeSure", { row: label });
      announce(button.textContent);
      button.addEventListener("blur", () => {
        delete button.dataset.sure;
        button.textContent = say("remove", { row: row.querySelector("legend").textContent });
      }, { once: true });
      return;
    }
    const following = rowsOf(repeat).slice(rowsOf(repeat).indexOf(row) + 1);
    touched.forEach((name) => name.startsWith(`${row.dataset.row}.`) && touched.delete(name));
    row.remove();
    following.forEach((next) => renumber(repeat, next, Number(next.dataset.row.split(".").pop()) - 1));
    tidy(repeat);
    const next = following[0] || rowsOf(repeat).pop();
    next.querySelector("input, textarea").focus();
    edited();
    announce(say("removed", { row: label }));
  }

  for (const repeat of all("[data-repeat][data-words]")) {
    for (const row of rowsOf(repeat)) {
      row.append(element("button", { type: "button", className: "row-remove" }, say("remove", { row: row.querySelector("legend").textContent })));
    }
    repeat.append(element("button", { type: "button", className: "row-add" }, words.add));
    repeat.addEventListener("click", (event) => {
      if (event.target.classList.contains("row-remove")) removeRow(event.target.closest("[data-row]"));
      if (!event.target.classList.contains("row-add")) return;
      const row = addRow(repeat);
      refresh();
      row.querySelector("input, textarea").focus();
      announce(say("added", { row: row.querySelector("legend").textContent }));
    });
    tidy(repeat);
  }

  // What an identity number says

  /** Sex and birth date out of a number (GB 11643-1999), offered where they are asked for and not so answered. */
  function offer(name) {
    const asks = column(name) && column(name).asks;
    if (asks !== "id" && asks !== "certificate") return;
    const around = place(name);
    all(".fill-offer", around).forEach((old) => old.remove());
    const known = answers().answers;
    if (!known.has(name)) return;
    const number = known.get(name).value;
    const { sex, birth } = data.derived;
    const says = [];
    if (sex && isAsked(sex)) says.push([sex, [number[16] % 2 ? "1" : "2"]]);
    if (birth && isAsked(birth)) {
      const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
      says.push([birth, column(birth).asks === "month" ? day.slice(0, 7) : day]);
    }
    const fresh = says.filter(([other, value]) => !known.has(other) || String(known.get(other).written || known.get(other).value) !== String(value));
    if (!fresh.length) return;
    const what = fresh.map(([other, value]) => (other === sex ? shown(column(sex), { type: "chosen", value }) : long(value))).join(data.terms.comma);
    const button = element("button", { type: "button" }, say("offer", { what }));
    button.addEventListener("click", () => {
      fresh.forEach(([other, value]) => set(other, value));
      button.parentElement.remove();
      controls.get(name)[0].focus();
      edited();
      announce(say("offered", { what }));
    });
    around.append(element("p", { className: "fill-offer" }, button));
    announce(button.textContent);
  }

  /** 1990年5月1日 of 1990-05-01 */
  function long(written) {
    const { year, month, day } = data.terms;
    return written.split("-").map((part, at) => Number(part) + [year, month, day][at]).join("");
  }

  // Setting, and hearing of changes

  /** Puts a value, as `given` takes it out, into a column's controls. */
  function set(name, value) {
    for (const control of controls.get(name)) {
      if (control.type === "radio" || control.type === "checkbox") control.checked = [].concat(value).includes(control.value);
      else control.value = value;
    }
  }

  const listeners = [];

  /** Something was answered, by whomever. */
  function edited(aloud) {
    changed = true;
    refresh(Boolean(aloud));
    review(aloud);
    listeners.forEach((listener) => listener());
  }

  /** Empties the page: answers, further rows, faults. */
  function reset() {
    for (const name of Object.keys(data.repeats)) setRows(name, data.repeats[name].rows);
    touched.clear();
    checked = false;
    for (const name of controls.keys()) show(name, null);
    form.reset();
    all(".fill-offer").forEach((old) => old.remove());
    byId("tool:faults").hidden = true;
    refresh();
    changed = false;
  }

  form.addEventListener("change", (event) => {
    const { name, type } = event.target;
    if (!controls.has(name)) return;
    if (type === "radio" || type === "checkbox") touched.add(name);
    edited(name);
    offer(name);
  });
  form.addEventListener("focusout", ({ target }) => {
    const { name } = target;
    if (!controls.has(name) || !(target.value || target.validity.badInput || touched.has(name))) return;
    touched.add(name);
    // Only when the focus is gone: the control still has it.
    setTimeout(() => controls.has(name) && review(name));
  });
  // A number that is pasted with spaces would be cut off at its last places.
  form.addEventListener("paste", (event) => {
    const control = event.target;
    if (!control.classList || !control.classList.contains("boxes")) return;
    event.preventDefault();
    control.setRangeText(event.clipboardData.getData("text").replace(/\s/g, ""), control.selectionStart, control.selectionEnd, "end");
    control.dispatchEvent(new Event("input", { bubbles: true }));
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed && !formpress.form.isKept()) event.preventDefault();
  });
  byId("tool:check").addEventListener("click", check);

  index();
  refresh();
  all("[data-script]", document).forEach((part) => (part.hidden = false));
  formpress.form = {
    data, words, say, message, element, announce, column, answers, given, set, setRows, edited, reset, shown, byId, isAsked,
    form,
    has: (name) => controls.has(name),
    names: () => Array.from(controls.keys()),
    rowCount: (name) => rowsOf(form.querySelector(`[data-repeat="${name}"]`)).length,
    onEdit: (listener) => listeners.push(listener),
    isKept: () => false,
    saved: () => (changed = false),
  };
})();
