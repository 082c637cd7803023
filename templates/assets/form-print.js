"use strict";
// The filled-in form on paper: pictures of the sheet with the answers laid over them, at the places where the PDF has
// its fields (`places.js`, in mm); what has no room there follows on a page of its own. And the page itself, where
// somebody prints that: a control shows a part of what stands in it, so that it is written out beside it.
(() => {
  const { form: page, places, names } = window.formpress;
  if (!page) return;
  const { byId, data, element, words, say } = page;

  function unwrite() {
    page.all(".print-value").forEach((written) => written.remove());
    page.all(".is-written").forEach((control) => control.classList.remove("is-written"));
  }

  window.addEventListener("beforeprint", () => {
    unwrite();
    for (const control of page.all("input, textarea")) {
      if (!control.matches("textarea, input[type=text], input[type=tel]") || !control.value) continue;
      control.classList.add("is-written");
      control.after(element("div", { className: "print-value" }, control.value));
    }
  });
  window.addEventListener("afterprint", unwrite);

  if (!places) return;
  const button = byId("tool:print");
  /** Below this size, in pt, what is typed is too small to read: that of filled-in copies. */
  const SMALLEST = 9;
  const STEP = 0.5;
  /** mm to a point. */
  const POINT = 25.4 / 72;
  const SVG = "http://www.w3.org/2000/svg";

  /** What is asked for and given, in the order of the form: answers, and what cannot be read as it was written. */
  function given() {
    const found = page.answers();
    const all = new Map();
    for (const name of page.names()) {
      const answer = found.answers.get(name);
      if (answer) all.set(name, answer);
      else if (found.faults.has(name)) all.set(name, { type: "raw", written: [].concat(page.given(name)).join(data.terms.pause) });
    }
    return all;
  }

  /** Has a field's comb room for a text, or is it no comb? What has none follows whole. */
  const hasRoom = new Map(places.fields.map((field) => [field.name, field.kind === "comb" ? field.boxes : Infinity]));

  /** What stands in each field, by its name, and which column it is from. */
  function entries(answers) {
    const texts = new Map();
    const ticks = new Map();
    for (const [name, answer] of answers) {
      const write = (field, text) => texts.set(field, { text, column: name });
      if (answer.type === "raw") {
        if (Array.from(answer.written).length <= hasRoom.get(name)) write(name, answer.written);
        continue;
      }
      if (answer.type === "chosen") {
        const { many } = page.column(name);
        answer.value.forEach((value) => ticks.set(`${many ? names.option(name, value) : name}=${value}`, name));
      } else if (name === "serial") {
        parts(answer.value, page.column(name).pattern).forEach((part, at) => write(names.part(name, at + 1), part));
      } else {
        write(name, answer.written);
        // Days and months without a nought before them, 1990年5月1日; a time of day as it is, 08时05分.
        const figures = answer.written.split(/[-:]/).map((part) => (answer.type === "text" ? part : String(Number(part))));
        (page.column(name).parts || []).forEach((part, at) => write(names.part(name, part), figures[at]));
      }
    }
    return { texts, ticks };
  }

  /** The parts of a sheet's number that are filled into the blanks of its pattern. */
  function parts(number, pattern) {
    if (/^_*$/.test(pattern)) return [number];
    return Array.from(pattern.matchAll(/_+/g), (blank) => number.slice(blank.index, blank.index + blank[0].length));
  }

  const mm = (part, property, value) => (part.style[property] = `${value}mm`);

  function placed(field, className) {
    const box = element("div", { className });
    mm(box, "left", field.x);
    mm(box, "top", field.y);
    mm(box, "width", field.width);
    mm(box, "height", field.height);
    return box;
  }

  function tick(field) {
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("viewBox", "0 0 10 10");
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", "M1.5 5.5 4 8 8.8 1.5");
    drawing.append(line);
    const box = placed(field, "print-sheet__tick");
    box.append(drawing);
    return box;
  }

  /** A number with a character in each box. */
  function comb(field, text) {
    const box = placed(field, "print-sheet__comb");
    box.style.fontSize = `${field.size}pt`;
    Array.from(text).forEach((sign, at) => {
      const one = element("span", {}, sign);
      mm(one, "left", (field.width / field.boxes) * at);
      mm(one, "width", field.width / field.boxes);
      box.append(one);
    });
    return box;
  }

  function written(field, text) {
    const box = placed(
      field,
      `print-sheet__text${field.multiline ? " print-sheet__text--lines" : ""}${field.centered ? " print-sheet__text--centered" : ""}`,
    );
    box.append(element("span", {}, text));
    return box;
  }

  /** Makes the type smaller until it fits; false if it does not at the smallest. */
  function fit(box, field) {
    const inner = box.firstElementChild;
    const floor = Math.min(SMALLEST, field.size);
    // A single line may become two in a box that is high enough.
    box.classList.toggle("print-sheet__text--one", !field.multiline && field.height < floor * POINT * 2.3);
    for (let size = field.size; size >= floor; size -= STEP) {
      box.style.fontSize = `${size}pt`;
      const [own, room] = [inner.getBoundingClientRect(), box.getBoundingClientRect()];
      if (own.width <= room.width + 0.5 && own.height <= room.height + 2) return true;
    }
    return false;
  }

  /** A field's answer on its sheet; the columns that are shown whole and those with more to say are added to the sets. */
  function layField(field, sheet, { texts, ticks }, shown, rest) {
    if (field.kind === "radio" || field.kind === "check") {
      const of = ticks.get(`${field.name}=${field.value}`);
      if (!of) return;
      sheet.append(tick(field));
      shown.add(of);
      return;
    }
    const entry = texts.get(field.name);
    if (!entry) return;
    shown.add(entry.column);
    const box = field.kind === "comb" ? comb(field, entry.text) : written(field, entry.text);
    sheet.append(box);
    if (field.kind === "comb" || fit(box, field)) return;
    rest.add(entry.column);
    box.firstElementChild.textContent = data.terms.seeRest;
    fit(box, field);
  }

  /** The sheets, appended to the page, where only print shows them. */
  function lay() {
    const answers = given();
    const faulty = page.faulty();
    const laid = entries(answers);
    const stack = element("div", { className: "print-sheets", ariaHidden: "true" });
    const sheets = Array.from({ length: places.pages }, (_, at) => {
      const sheet = element("div", { className: "print-sheet" }, element("img", { src: `sheet-${at + 1}.svg?${places.edition}`, alt: "" }));
      stack.append(sheet);
      return sheet;
    });
    document.body.append(stack);
    const shown = new Set();
    const rest = new Set();
    for (const field of places.fields) layField(field, sheets[field.page - 1], laid, shown, rest);
    for (const name of answers.keys()) if (!shown.has(name)) rest.add(name);
    if (rest.size || faulty.size) stack.append(following(answers, rest, faulty));
    return Promise.all(Array.from(stack.querySelectorAll("img"), (picture) => picture.decode()));
  }

  /** A page for what has no room on the sheets, and for what is wrong, in the order of the form. */
  function following(answers, rest, faulty) {
    const serial = answers.get("serial");
    const head = [data.title, data.terms.rest].concat(serial ? [serial.written] : []);
    const parts = [element("h2", {}, head.join("　"))];
    const written = (name) => {
      const answer = answers.get(name);
      return answer ? (answer.type === "raw" ? answer.written : page.shown(page.column(name), answer)) : "";
    };
    const label = ({ number, label: own }) => (number ? page.fill(data.terms.restLabel, { number, label: own }) : own);
    const list = (note, names, ...more) => {
      const entry = (name) =>
        element("div", {}, element("dt", {}, label(page.column(name))), element("dd", {}, written(name), ...more.map((of) => of(name))));
      if (names.length) parts.push(element("p", {}, note), element("dl", {}, ...names.map(entry)));
    };
    const names = Array.from(answers.keys());
    list(
      data.terms.restNote,
      names.filter((name) => rest.has(name) && !faulty.has(name)),
    );
    list(
      words.wrongNote,
      page.names().filter((name) => faulty.has(name)),
      (name) => element("p", {}, faulty.get(name)),
    );
    return element("div", { className: "print-rest" }, ...parts);
  }

  function clear() {
    document.body.classList.remove("is-printing-sheets");
    document.querySelectorAll(".print-sheets").forEach((stack) => stack.remove());
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    clear();
    const wrong = Array.from(page.faulty().keys());
    lay().then(
      () => {
        const labels = wrong.map((name) => page.column(name).label).join(data.terms.pause);
        byId("tool:done").textContent = wrong.length ? say("printedWrong", { count: wrong.length, labels }) : "";
        document.body.classList.add("is-printing-sheets");
        window.print();
      },
      () => {
        clear();
        byId("tool:done").textContent = say("noPicture");
      },
    );
  });
  // Whoever prints without the button prints the page as it is.
  window.addEventListener("afterprint", clear);
})();
