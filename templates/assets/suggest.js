"use strict";
// Pages that are suggested while somebody types into the search of a page's head: a combobox with a list (ARIA APG 1.2), loaded when the
// field is first met. Enter without a choice asks the search as it does without a script.
(() => {
  const form = document.querySelector("form.find");
  const input = form.querySelector("input[type=search]");
  const MOST = 8;
  const { root, words } = form.dataset;

  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  let known = [];
  const learn = () => {
    known = (window.formpress.suggestions || []).map(([name, address, label, pinyin]) => ({
      name,
      address,
      label,
      plain: plain(name),
      sound: pinyin.replaceAll(" ", ""),
      initials: pinyin
        .split(" ")
        .map((syllable) => syllable[0] || "")
        .join(""),
    }));
  };

  /** How well a suggestion fits, the least best: as it is, what begins so, what has it, what sounds so. */
  const fit = ({ plain: name, sound, initials }, query) => {
    if (name === query) return 0;
    if (name.startsWith(query)) return 1;
    if (name.includes(query)) return 2;
    if (!/^[a-z]{2,}$/.test(query)) return 9;
    if (sound.startsWith(query) || initials.startsWith(query)) return 3;
    return initials.includes(query) || (query.length > 3 && sound.includes(query)) ? 4 : 9;
  };
  const fitting = (query) => {
    if (!query) return [];
    const found = known.map((one) => ({ ...one, fit: fit(one, query) })).filter((one) => one.fit < 9);
    found.sort((a, b) => a.fit - b.fit || a.plain.length - b.plain.length);
    const seen = new Set();
    return found.filter(({ address }) => !seen.has(address) && seen.add(address)).slice(0, MOST);
  };

  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-controls", list.id],
    ["aria-expanded", "false"],
  ]) {
    input.setAttribute(name, value);
  }

  let chosen = -1;
  const choose = (number) => {
    const options = [...list.children];
    chosen = options.length ? (number + options.length + 1) % (options.length + 1) : -1;
    // One place more than there are options is the field itself.
    if (chosen === options.length) chosen = -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", at === chosen));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }
  };
  const open = (is) => {
    list.hidden = !is;
    input.setAttribute("aria-expanded", is);
    if (!is) choose(-1);
  };
  const show = () => {
    const found = fitting(plain(input.value));
    list.replaceChildren(
      ...found.map(({ name, address, label }, at) => {
        const option = document.createElement("li");
        option.id = `suggestion-${at}`;
        option.setAttribute("role", "option");
        option.dataset.address = address;
        const part = document.createElement("span");
        part.className = "suggestions__of";
        part.textContent = label;
        option.append(name, " ", part);
        return option;
      }),
    );
    open(found.length > 0);
    choose(-1);
    status.textContent = found.length ? form.dataset.count.replace("{count}", found.length) : "";
  };
  const go = (option) => {
    open(false);
    location.assign(root + option.dataset.address);
  };

  input.addEventListener("input", (event) => {
    if (!event.isComposing) show();
  });
  input.addEventListener("compositionend", show);
  /** Up or down the list, which is opened for it; beyond its ends is the field. */
  const move = (step) => {
    if (list.hidden) show();
    if (list.hidden) return;
    if (step < 0 && chosen < 0) choose(list.children.length - 1);
    else choose(chosen + step);
  };
  const pressed = {
    ArrowDown: () => move(1) || true,
    ArrowUp: () => move(-1) || true,
    Escape: () => !list.hidden && (open(false) || true),
    Enter: () => chosen >= 0 && (go(list.children[chosen]) || true),
  };
  input.addEventListener("keydown", (event) => {
    if (!event.isComposing && pressed[event.key]?.()) event.preventDefault();
  });
  // The field keeps the focus, as the list is a part of it.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
  input.addEventListener("blur", () => open(false));

  const script = document.createElement("script");
  script.src = words;
  script.addEventListener("load", () => {
    learn();
    // Somebody may have typed already.
    if (document.activeElement === input && input.value) show();
  });
  document.head.append(script);
})();
