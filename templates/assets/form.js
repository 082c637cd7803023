"use strict";
// The form on its page: conditions, faults, what is answered. What it knows of the form stands in the page as data;
// answers stay in the controls, and nothing is sent anywhere.
(() => {
  const formpress = window.formpress;
  const byId = (id) => document.getElementById(id);
  const form = byId("tool:form");
  if (!form) return;
  const { rules, names, words } = formpress;
  const data = JSON.parse(byId("form-data").textContent);
  rules.useSigns(data.forHanzi);
  const columns = new Map(data.columns.map((column) => [column.name, column]));
  const touched = new Set();
  /** What conditions and faults have heard of, by name: not what is being typed. */
  const heard = new Map();
  let checked = false;
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
    const parts = names.rowOf(name);
    const repeat = parts && data.repeats[parts.repeat];
    const like = repeat && columns.get(names.inRow(names.row(parts.repeat, 1), parts.column));
    if (!like) return null;
    const row = names.row(parts.repeat, parts.number);
    const rest = like.label.slice(repeat.label.length + 1);
    const made = Object.assign({}, like, { name, row, label: repeat.label + parts.number + rest });
    if (like.of) made.of = names.inRow(row, names.rowOf(like.of).column);
    columns.set(name, made);
    return made;
  }

  function index() {
    controls = new Map();
    for (const control of all("input, textarea")) {
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

  /** Everything that stands in the controls, asked for or not, right or wrong, by name. */
  function everything() {
    const found = {};
    for (const name of controls.keys()) {
      const value = given(name);
      if (value.length) found[name] = value;
    }
    return found;
  }

  /** Every answer that is asked for and can be read, in the order of the form, and the faults of the others. */
  function answers() {
    const found = { answers: new Map(), faults: new Map() };
    for (const name of controls.keys()) {
      if (!isAsked(name)) continue;
      const read = rules.read(column(name), given(name));
      if (read?.answer) found.answers.set(name, read.answer);
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
    const condition = data.expressions[part.dataset.when];
    const verdict = rules.verdict(condition, sheet(known, part.dataset.ask, row?.dataset.row));
    // What no browser can judge is better asked than hidden.
    return verdict === true || rules.isBroken(condition);
  }

  function labelOf(part) {
    const own = part.dataset.ask && column(part.dataset.ask);
    return own ? own.label : part.querySelector("h3, .ask__label").textContent.trim();
  }

  // Faults

  const message = (name, says) => data.messages[name].map((line) => fill(line, says) + data.terms.stop).join("");
  const isHalf = (name) => controls.get(name)[0].validity.badInput;

  /** What is wrong with an answer, in words; what is missing counts only where everything was checked. */
  function fault(name, found, whole) {
    if (!isAsked(name)) return null;
    const own = column(name);
    const unread = found.faults.get(name);
    if (unread) return message(unread.fault, Object.assign({ column: own.label }, unread.says));
    if (isHalf(name)) return say("incomplete", { column: own.label }) + data.terms.stop;
    const answer = found.answers.get(name);
    if (!answer) {
      const begun = !own.row || Array.from(found.answers.keys()).some((other) => names.isInRow(other, own.row));
      return whole && own.required && begun ? message("notAnswered", { column: own.label }) : null;
    }
    const isBroken = () => rules.verdict(data.expressions[own.constraint], sheet(found.answers, name, own.row)) === false;
    if (own.constraint !== undefined && isBroken()) {
      return message("ruleBroken", { column: own.label, value: shown(own, answer), rule: own.rule });
    }
    const other = rules.contradiction(data.derived, own, found.answers, today(), (named) => column(named).label);
    return other && message(other.fault, Object.assign({ column: own.label }, other.says));
  }

  /** An answer as people read it. */
  function shown(own, answer) {
    if (answer.type !== "chosen") return answer.written;
    return own.options
      .filter(([value]) => answer.value.includes(value))
      .map(([, label]) => label)
      .join(data.terms.pause);
  }

  /** Names a text as one that describes an element, before others, or no longer. */
  function describe(one, id, is) {
    const ids = (one.getAttribute("aria-describedby") || "").split(" ").filter((other) => other && other !== id);
    if (is) ids.unshift(id);
    if (ids.length) one.setAttribute("aria-describedby", ids.join(" "));
    else one.removeAttribute("aria-describedby");
  }

  function show(name, text) {
    const around = place(name);
    const id = `fill:${name}:fault`;
    const old = byId(id);
    if (!text && !old) return;
    old?.remove();
    const own = controls.get(name);
    const ticks = column(name).asks === "options";
    // A group of ticks is described as one; a row of a matrix is no group.
    const described = around.tagName === "FIELDSET" ? [around] : own;
    for (const one of described) describe(one, id, Boolean(text));
    for (const one of own) {
      if (!text || ticks) one.removeAttribute("aria-invalid");
      else one.setAttribute("aria-invalid", "true");
    }
    around.classList.toggle("is-wrong", Boolean(text));
    if (!text) return;
    const mark = element("span", { className: "hidden" }, words.error);
    const told = element("p", { id, className: "ask__fault" }, mark, text);
    if (around.tagName === "TR") around.firstElementChild.append(told);
    else (around.querySelector(":scope > .ask__control, :scope > .ticks") || around.lastElementChild).before(told);
  }

  /** What is wrong with what is given, by name; what is missing is no such thing. */
  function faulty() {
    const found = answers();
    const list = Array.from(controls.keys(), (name) => [name, fault(name, found, false)]);
    return new Map(list.filter(([, text]) => text));
  }

  // Length

  /** Says how many characters there are where that comes near the most there may be, and keeps them all. */
  function count(name) {
    const { length } = column(name);
    if (!length) return;
    const written = rules.count(rules.trimmed(given(name)));
    const state = written > length ? "over" : written > length * 0.8 ? "near" : "";
    const id = `fill:${name}:count`;
    let told = byId(id);
    if (!state) return told?.remove();
    if (!told) {
      told = element("p", { id, className: "ask__count" });
      controls.get(name)[0].parentElement.after(told);
    }
    told.textContent = say(state, { count: written, most: length, more: written - length });
    if (told.dataset.state === state) return;
    told.dataset.state = state;
    announce(told.textContent);
  }

  /** Looks at every question that somebody left or, after a check, at all. */
  function review(aloud) {
    const found = answers();
    for (const name of controls.keys()) {
      if (!checked && !touched.has(name)) continue;
      // A date is no date while it is typed.
      const focused = document.activeElement;
      if (focused?.type === "date" && focused.name === name) continue;
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
    summary
      .querySelector("ul")
      .replaceChildren(...list.map(([control, text]) => element("li", {}, element("a", { href: `#${control.id}` }, text))));
    const unjudged = data.columns.filter((own) => own.constraint !== undefined && rules.isBroken(data.expressions[own.constraint]));
    const told = unjudged.length ? [say("unjudged", { labels: unjudged.map((own) => own.label).join(data.terms.pause) })] : [];
    byId("tool:done").textContent = (list.length ? told : told.concat(words.right)).join("");
    if (list.length) summary.focus();
  }

  byId("tool:faults").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    const control = byId(decodeURIComponent(link.hash.slice(1)));
    // Its row may have been removed since the check.
    if (!control) return;
    // The label first, so that it stands in the window with its control.
    control.closest(".ask, tr").scrollIntoView();
    control.focus({ preventScroll: true });
  });

  // Setting, and hearing of changes

  /** Puts a value, as `given` takes it out, into a column's controls; false if not all of it has a place there. */
  function set(name, value) {
    for (const control of controls.get(name)) {
      if (control.type === "radio" || control.type === "checkbox") control.checked = [].concat(value).includes(control.value);
      else control.value = value;
    }
    heard.set(name, String(given(name)));
    if (typeof value === "string") count(name);
    const now = given(name);
    return Array.isArray(now) ? [].concat(value).every((one) => now.includes(one)) : now === String(value).replace(/\r\n?/g, "\n");
  }

  const listeners = [];

  /** Something was answered, by whomever. It is kept before it is judged, so that no rule stands in the way. */
  function edited(aloud) {
    listeners.forEach((listener) => listener());
    refresh(Boolean(aloud));
    review(aloud);
  }

  /** What stands in a control is meant now: conditions, faults and offers follow. */
  function settle(name) {
    if (!controls.has(name)) return;
    heard.set(name, String(given(name)));
    edited(name);
    settlers.forEach((listener) => listener(name));
  }
  const settlers = [];

  // A choice that need not be made can be taken back, which radio buttons alone do not allow.
  const groups = () =>
    all("fieldset.ask[data-ask]").filter((group) => group.querySelector(":scope > .ticks > .tick > [type=radio]:not(:required)"));
  for (const group of groups())
    group
      .querySelector(":scope > .ticks")
      .append(element("button", { type: "button", className: "ticks__clear", hidden: true }, words.unchoose));
  const offerToClear = () =>
    groups().forEach((group) => (group.querySelector(":scope > .ticks > .ticks__clear").hidden = !given(group.dataset.ask).length));
  listeners.push(offerToClear);
  form.addEventListener("click", ({ target }) => {
    if (!target.classList.contains("ticks__clear")) return;
    const { ask } = target.closest("[data-ask]").dataset;
    controls.get(ask).forEach((control) => (control.checked = false));
    controls.get(ask)[0].focus();
    settle(ask);
    announce(say("unchosen", { column: column(ask).label }));
  });

  /** Empties the page: answers, further rows, faults. */
  function reset() {
    for (const name of Object.keys(data.repeats)) formpress.form.setRows(name, data.repeats[name].rows);
    touched.clear();
    heard.clear();
    checked = false;
    for (const name of controls.keys()) show(name, null);
    // A question may be called `reset`, and be found under that name.
    HTMLFormElement.prototype.reset.call(form);
    all(".ask__offer, .ask__count").forEach((old) => old.remove());
    byId("tool:faults").hidden = true;
    offerToClear();
    refresh();
  }

  const isTick = ({ type }) => type === "radio" || type === "checkbox";

  form.addEventListener("change", ({ target }) => {
    if (!controls.has(target.name)) return;
    if (isTick(target)) touched.add(target.name);
    settle(target.name);
  });
  form.addEventListener("input", (event) => {
    const { name, type } = event.target;
    if (!controls.has(name) || isTick(event.target)) return;
    count(name);
    // What is not typed is there as a whole, and often nothing more is heard of it: pasted, dropped, put in by the
    // browser or by a script.
    if (type !== "date" && (!event.inputType || /^insert(From|Replacement)/.test(event.inputType))) setTimeout(() => settle(name));
  });
  form.addEventListener("focusout", ({ target }) => {
    const { name } = target;
    if (!controls.has(name)) return;
    if (!isTick(target) && target.value !== (heard.get(name) || "")) settle(name);
    if (!(target.value || target.validity.badInput || touched.has(name))) return;
    touched.add(name);
    // Only when the focus is gone: the control still has it.
    setTimeout(() => controls.has(name) && review(name));
  });
  // One line on the sheet is one line here, however long.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("textarea.ask__line")) event.preventDefault();
  });
  byId("tool:check").addEventListener("click", check);

  index();
  refresh();
  all("[data-script]", document).forEach((part) => (part.hidden = false));
  formpress.form = {
    data,
    words,
    fill,
    say,
    message,
    element,
    announce,
    all,
    place,
    index,
    column,
    answers,
    given,
    everything,
    faulty,
    isHalf,
    set,
    refresh,
    edited,
    reset,
    shown,
    byId,
    isAsked,
    isTick,
    touched,
    form,
    control: (name) => controls.get(name)[0],
    has: (name) => controls.has(name),
    names: () => Array.from(controls.keys()),
    onEdit: (listener) => listeners.push(listener),
    onSettle: (listener) => settlers.push(listener),
    isKept: () => false,
    saved: () => {},
  };
})();
