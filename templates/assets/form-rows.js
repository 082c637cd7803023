"use strict";
// Rows of tables that may have more, and what an identity number says of its person.
(() => {
  const { form: page, names } = window.formpress;
  if (!page) return;
  const {
    data,
    words,
    fill,
    say,
    element,
    announce,
    all,
    place,
    index,
    column,
    answers,
    shown,
    set,
    refresh,
    edited,
    isAsked,
    isTick,
    touched,
    form,
  } = page;
  /** More rows than any sheet of a person has; a name with a larger number is somebody's mistake. */
  const MOST = 200;

  // Rows

  const rowsOf = (repeat) => all(":scope > [data-blank]", repeat);

  /** Gives a row another number: everything in it that names it. */
  function renumber(repeat, row, number) {
    const [before, after] = [row.dataset.row, names.row(repeat.dataset.repeat, number)];
    for (const part of [row, ...all("*", row)]) {
      for (const attribute of Array.from(part.attributes)) {
        const { name, value } = attribute;
        if (name === "value" || !value.includes(before)) continue;
        const parts = value.split(" ").map((one) => {
          const at = one.startsWith("fill:") ? 5 : 0;
          const own = one.slice(at);
          const is = own === before || names.isInRow(own, before);
          return is ? one.slice(0, at) + after + own.slice(before.length) : one;
        });
        attribute.value = parts.join(" ");
      }
    }
    row.querySelector("legend").textContent = fill(repeat.dataset.words, { number });
    const button = row.querySelector(".row__remove");
    delete button.dataset.sure;
    button.textContent = say("remove", { row: row.querySelector("legend").textContent });
  }

  function addRow(repeat) {
    const rows = rowsOf(repeat);
    const row = rows[rows.length - 1].cloneNode(true);
    all(".ask__fault, .ask__count, .ask__offer", row).forEach((told) => told.remove());
    all(".is-wrong", row).forEach((part) => part.classList.remove("is-wrong"));
    for (const control of all("input, textarea", row)) {
      if (isTick(control)) control.checked = false;
      else control.value = "";
      control.removeAttribute("aria-invalid");
    }
    all(".ticks__clear", row).forEach((button) => (button.hidden = true));
    // Ticks of the same name would put out those of the row it was taken from.
    renumber(repeat, row, rows.length + 1);
    rows[rows.length - 1].after(row);
    return row;
  }

  /** A row can be removed as long as there is another. */
  function tidy(repeat) {
    const rows = rowsOf(repeat);
    rows.forEach((row) => (row.querySelector(".row__remove").hidden = rows.length < 2));
    repeat.querySelector(".row-add").disabled = rows.length >= MOST;
    index();
  }

  /** Makes a repeat have so many rows. */
  function setRows(name, number) {
    const repeat = form.querySelector(`[data-repeat="${name}"]`);
    for (let row = rowsOf(repeat).length; row < Math.min(number, MOST); row += 1) addRow(repeat);
    while (rowsOf(repeat).length > number) rowsOf(repeat).pop().remove();
    tidy(repeat);
  }

  /** As many rows as names speak of; the labels of tables where they speak of more than there can be. */
  function makeRows(given) {
    const beyond = [];
    const rows = given.map(names.rowOf).filter(Boolean);
    for (const repeat of Object.keys(data.repeats)) {
      const numbers = rows.filter((row) => row.repeat === repeat).map((row) => row.number);
      const most = numbers.filter((number) => number <= MOST).reduce((a, b) => Math.max(a, b), 0);
      if (numbers.some((number) => number > MOST)) beyond.push(data.repeats[repeat].label);
      if (most > rowsOf(form.querySelector(`[data-repeat="${repeat}"]`)).length) setRows(repeat, most);
    }
    return beyond.map((label) => say("rowsBeyond", { label, most: MOST }));
  }

  /** A row with something in it goes only when its button is pressed once more. */
  function removeRow(row) {
    const repeat = row.closest("[data-repeat]");
    const label = row.querySelector("legend").textContent;
    const button = row.querySelector(".row__remove");
    const isEmpty = all("input, textarea", row).every((control) => (isTick(control) ? !control.checked : !control.value));
    if (!isEmpty && !button.dataset.sure) {
      button.dataset.sure = "yes";
      button.textContent = say("removeSure", { row: label });
      announce(button.textContent);
      button.addEventListener(
        "blur",
        () => {
          delete button.dataset.sure;
          button.textContent = say("remove", { row: row.querySelector("legend").textContent });
        },
        { once: true },
      );
      return;
    }
    const following = rowsOf(repeat).slice(rowsOf(repeat).indexOf(row) + 1);
    touched.forEach((name) => names.isInRow(name, row.dataset.row) && touched.delete(name));
    row.remove();
    following.forEach((next) => renumber(repeat, next, rowsOf(repeat).indexOf(next) + 1));
    tidy(repeat);
    const next = following[0] || rowsOf(repeat).pop();
    next.querySelector("input, textarea").focus();
    edited();
    announce(say("removed", { row: label }));
  }

  for (const repeat of all("[data-repeat][data-words]")) {
    for (const row of rowsOf(repeat)) {
      row.append(
        element("button", { type: "button", className: "row__remove" }, say("remove", { row: row.querySelector("legend").textContent })),
      );
    }
    repeat.append(element("button", { type: "button", className: "row-add" }, words.add));
    repeat.addEventListener("click", (event) => {
      if (event.target.classList.contains("row__remove")) removeRow(event.target.closest("[data-row]"));
      if (!event.target.classList.contains("row-add")) return;
      const row = addRow(repeat);
      tidy(repeat);
      refresh();
      row.querySelector("input, textarea").focus();
      announce(say("added", { row: row.querySelector("legend").textContent }));
    });
    tidy(repeat);
  }

  // What an identity number says

  /** Sex and birth date out of a number (GB 11643-1999), offered where they are asked for and not so answered. */
  function offer(name) {
    const asks = column(name)?.asks;
    if (asks !== "id" && asks !== "certificate") return;
    const around = place(name);
    all(".ask__offer", around).forEach((old) => old.remove());
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
    const fresh = says.filter(
      ([other, value]) => !known.has(other) || String(known.get(other).written || known.get(other).value) !== String(value),
    );
    if (!fresh.length) return;
    const what = fresh
      .map(([other, value]) => (other === sex ? shown(column(sex), { type: "chosen", value }) : long(value)))
      .join(data.terms.comma);
    const button = element("button", { type: "button" }, say("offer", { what }));
    button.addEventListener("click", () => {
      fresh.forEach(([other, value]) => set(other, value));
      button.parentElement.remove();
      page.control(name).focus();
      edited();
      announce(say("offered", { what }));
    });
    around.append(element("p", { className: "ask__offer" }, button));
    announce(button.textContent);
  }

  /** 1990年5月1日 of 1990-05-01 */
  function long(written) {
    const { year, month, day } = data.terms;
    return written
      .split("-")
      .map((part, at) => Number(part) + [year, month, day][at])
      .join("");
  }

  page.onSettle(offer);
  Object.assign(page, { setRows, makeRows });
})();
