"use strict";
// What is kept of what was typed, as it is typed. Without the tick in the tab's own storage, which outlives a reload and a
// crash of the page and dies with the tab. With it on this computer, twice: localStorage takes the last words while a
// page closes and tells other tabs, but is on the disk only seconds later; IndexedDB is on the disk at once, but
// needs a moment. The newer counts.
(() => {
  const { form: page, rules } = window.formpress;
  if (!page) return;
  const { byId, say, words, data, element } = page;
  const PREFIX = "formpress:draft:";
  /** When everything was deleted last, for tabs that did not hear of it. */
  const DELETED = "formpress:deleted";
  /** So often, in ms, at most: somebody types on. */
  const OFTEN = 300;
  // Sites on one server keep apart by their folders, a form's cities by their ids, and its versions by their numbers.
  const site = new URL("..", document.currentScript.src).pathname;
  const forms = `${PREFIX}${site}#${data.form}${data.city ? `/${data.city}` : ""}@`;
  const key = forms + data.version;
  const me = `${Date.now()}-${Math.random()}`;
  const keep = byId("tool:keep");

  /** Answers of a draft for which the page has no place: they stay in it. */
  let strays = {};
  /** The draft on this computer that this page wrote or took over last. */
  let own = null;
  /** What stood here when it was last out of danger, as text: on this computer, or in a file. */
  let safe = "{}";
  let timer = 0;

  // Storages

  /** Does something with a storage, which a browser may refuse: null then, else `{ value }`. */
  function stored(which, act) {
    try {
      return { value: act(window[which]) };
    } catch (_) {
      return null;
    }
  }

  const namesIn = (storage) => Array.from({ length: storage.length }, (_, at) => storage.key(at));
  const deletedAt = () => Number(stored("localStorage", (storage) => storage.getItem(DELETED))?.value) || 0;
  let heardOf = deletedAt();

  function parsed(text) {
    try {
      const draft = JSON.parse(text);
      return draft?.values && draft.written > heardOf ? draft : null;
    } catch (_) {
      return null;
    }
  }

  const draftIn = (which) => parsed(stored(which, (storage) => storage.getItem(key))?.value);
  const drop = (which) => stored(which, (storage) => storage.removeItem(key));
  const isSame = (a, b) => Boolean(a && b && a.written === b.written && a.by === b.by);

  const STORE = "drafts";

  function opened(create) {
    return new Promise((done) => {
      const asked = window.indexedDB.open("formpress", 1);
      // Nothing is made where nobody wants anything kept.
      asked.onupgradeneeded = () => (create ? asked.result.createObjectStore(STORE) : asked.transaction.abort());
      asked.onsuccess = () => {
        // Whoever takes the whole database away need not wait for this page.
        asked.result.onversionchange = () => asked.result.close();
        done(asked.result);
      };
      asked.onblocked = () => done(null);
      asked.onerror = (event) => {
        event.preventDefault();
        done(null);
      };
    }).catch(() => null);
  }

  let database = opened(false);

  /** Does something with what is on the disk, if there is anything or `create`. */
  function onDisk(create, act) {
    database = database.then((open) => open || (create ? opened(true) : null));
    return database
      .then((open) => {
        if (!open) return null;
        return new Promise((done) => {
          const work = open.transaction(STORE, "readwrite", { durability: "strict" });
          const asked = act(work.objectStore(STORE));
          work.oncomplete = () => done(asked.result);
          work.onabort = work.onerror = () => done(null);
          if (work.commit) work.commit();
        });
      })
      .catch(() => null);
  }

  // Keeping

  const here = () => JSON.stringify(page.everything());
  const draft = () => ({
    form: data.form,
    version: data.version,
    written: Date.now(),
    by: me,
    values: Object.assign({}, strays, page.everything()),
  });

  function tell(text, ...choices) {
    const buttons = choices.map(([label, act]) => {
      const button = element("button", { type: "button" }, label);
      button.addEventListener("click", act);
      return button;
    });
    const parts = [element("p", {}, text)];
    if (buttons.length) parts.push(element("p", { className: "fill-buttons" }, ...buttons));
    byId("tool:restored").replaceChildren(...parts);
  }

  /** Something is written soon: not at once, as somebody types, and not only when they stop. */
  function soon() {
    if (!timer) timer = setTimeout(save, OFTEN);
  }

  /** What is to be kept, and where: as it was kept last. */
  const state = () => `${keep.checked} ${here() === safe} ${here()}`;
  let last = "";

  function save() {
    clearTimeout(timer);
    timer = 0;
    if (deletedAt() !== heardOf) return forget();
    if (state() === last) return;
    const text = here();
    if (keep.checked && keepHere(text)) drop("sessionStorage");
    else keepInTab(text);
    last = state();
  }

  function keepInTab(text) {
    const value = Object.assign(draft(), { unsafe: text !== safe });
    if (!Object.keys(value.values).length) drop("sessionStorage");
    else stored("sessionStorage", (storage) => storage.setItem(key, JSON.stringify(value)));
  }

  /** Writes the draft on this computer; false where it is another tab's now, or the browser refuses. */
  function keepHere(text) {
    const there = draftIn("localStorage");
    if (there && !isSame(there, own)) {
      yieldTo(there);
      return false;
    }
    const value = draft();
    if (!stored("localStorage", (storage) => storage.setItem(key, JSON.stringify(value)))) {
      keep.checked = false;
      tell(words.notKept);
      return false;
    }
    own = value;
    safe = text;
    onDisk(true, (store) => store.put(value, key));
    return true;
  }

  /** Another tab keeps a draft of this form: this page stays as it is, and by itself. */
  function yieldTo(other) {
    keep.checked = false;
    own = null;
    safe = "{}";
    tell(say("elsewhere", { when: when(other.written) }));
    page.announce(byId("tool:restored").textContent);
  }

  keep.addEventListener("change", () => {
    if (!keep.checked) {
      if (isSame(draftIn("localStorage"), own)) {
        drop("localStorage");
        // Not only taken away: what localStorage has on the disk may be there for some seconds yet.
        onDisk(false, (store) => store.put({ written: Date.now(), by: me }, key));
      }
      own = null;
      safe = "{}";
      tell(words.dropped);
      return save();
    }
    const there = draftIn("localStorage");
    if (there && !isSame(there, own) && JSON.stringify(there.values) !== here()) {
      keep.checked = false;
      return choose(there);
    }
    own = there;
    save();
    if (keep.checked) tell(words.kept);
  });

  /** There is a draft on this computer that this page does not have. */
  function choose(there) {
    tell(
      say("another", { when: when(there.written) }),
      [words.openIt, () => open(there)],
      [
        words.replaceIt,
        () => {
          own = draftIn("localStorage");
          tick();
          save();
          if (keep.checked) tell(words.kept);
          keep.focus();
        },
      ],
    );
  }

  /** Ticks that it is kept on this computer, where one can see it. */
  function tick() {
    keep.checked = true;
    keep.closest("details").open = true;
  }

  /** Puts a draft of this computer in the place of what stands here. */
  function open(there) {
    page.reset();
    strays = {};
    tick();
    const lines = put(there);
    own = draftIn("localStorage");
    safe = here();
    drop("sessionStorage");
    last = state();
    tell([say("restored", { when: when(there.written) }), ...lines].join(""));
    keep.focus();
  }

  // Listening to the page itself: whatever becomes of a rule, what was typed is kept.
  for (const kind of ["input", "change"]) page.form.addEventListener(kind, soon);
  page.onEdit(soon);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  window.addEventListener("pagehide", save);
  window.addEventListener("pageshow", () => deletedAt() !== heardOf && forget());
  window.addEventListener("beforeunload", (event) => {
    save();
    if (here() !== safe && here() !== "{}") event.preventDefault();
  });
  page.saved = () => {
    safe = here();
    save();
  };

  // Other tabs

  window.addEventListener("storage", (event) => {
    if (deletedAt() !== heardOf) return forget();
    if (event.key !== key || !keep.checked) return;
    const there = parsed(event.newValue);
    if (!there) {
      keep.checked = false;
      own = null;
      safe = "{}";
      tell(words.droppedElsewhere);
    } else if (JSON.stringify(there.values) === JSON.stringify(draft().values)) {
      own = there;
      return;
    } else if (!isSame(there, own)) yieldTo(there);
    save();
  });

  /** Everything was deleted in another tab: here too. */
  function forget() {
    clear();
    tell(words.deletedElsewhere);
  }

  function clear() {
    clearTimeout(timer);
    timer = 0;
    heardOf = deletedAt();
    keep.checked = false;
    strays = {};
    own = null;
    safe = "{}";
    page.reset();
    stored("sessionStorage", (storage) =>
      namesIn(storage)
        .filter((name) => name.startsWith(PREFIX))
        .forEach((name) => storage.removeItem(name)),
    );
    last = "";
  }

  /** Deletes every draft on this computer, and what stands here and in other tabs. */
  page.deleteAll = () => {
    const now = Date.now();
    stored("localStorage", (storage) => {
      namesIn(storage)
        .filter((name) => name.startsWith(PREFIX))
        .forEach((name) => storage.removeItem(name));
      storage.setItem(DELETED, String(now));
    });
    onDisk(false, (store) => {
      store.clear();
      return store.put(now, DELETED);
    });
    clear();
    byId("tool:restored").replaceChildren();
  };

  // Taking up again

  /** 2026年11月22日 9:40, of a time in ms. */
  function when(written) {
    const time = new Date(written);
    const [year, month, day] = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
    return say("when", { year, month, day, hour: time.getHours(), minute: String(time.getMinutes()).padStart(2, "0") });
  }

  /** Puts a draft's answers into the page; what has no place there is told, and stays in the draft. */
  function put({ values }) {
    const names = Object.keys(values);
    const lines = page.makeRows(names);
    for (const name of names) if (!page.has(name) || !page.set(name, values[name])) strays[name] = values[name];
    page.edited();
    const left = Object.entries(strays);
    if (!left.length) return lines;
    const label = (name) => (page.has(name) ? page.column(name).label : name);
    const items = left.slice(0, 20).map(([name, value]) => say("stray", { name: label(name), value: rules.excerpt(String(value)) }));
    return lines.concat(say("strays", { count: left.length, items: items.join(data.terms.pause) + (left.length > 20 ? "……" : "") }));
  }

  /** Drafts of this form as it was in other versions, and those of pages that did not name one. */
  function older() {
    const of = (which) => {
      const found = stored(which, (storage) =>
        namesIn(storage)
          .filter((name) => name === PREFIX + data.form || (name.startsWith(forms) && name !== key))
          .map((name) => [name, storage.getItem(name)]),
      );
      return found ? found.value : [];
    };
    return of("localStorage")
      .concat(of("sessionStorage"))
      .flatMap(([name, text]) => {
        if (name.startsWith(forms)) return parsed(text) || [];
        const values = stored("localStorage", () => JSON.parse(text))?.value;
        return values && typeof values === "object" ? { values, written: 0 } : [];
      });
  }

  function tellOlder() {
    const [old] = older().sort((a, b) => b.written - a.written);
    if (!old) return;
    tell(old.written ? say("older", { version: old.version, own: data.version, when: when(old.written) }) : words.oldest, [
      words.openIt,
      () => {
        const lines = put(old);
        tell([words.olderOpened, ...lines].join(""));
        save();
        keep.focus();
      },
    ]);
  }

  function restore() {
    const inTab = draftIn("sessionStorage");
    const there = draftIn("localStorage");
    if (inTab) {
      const lines = put(inTab);
      safe = inTab.unsafe ? "{}" : here();
      const text = [say("restoredInTab", { when: when(inTab.written) }), ...lines].join("");
      if (!there || isSame(there, inTab)) tell(text);
      else choose(there);
    } else if (there) {
      const lines = put(there);
      tick();
      own = there;
      safe = here();
      tell([say("restored", { when: when(there.written) }), ...lines].join(""));
    } else {
      tellOlder();
    }
    last = state();
    const begun = here();
    onDisk(false, (store) => store.get(DELETED))
      .then((time) => {
        // The mark in localStorage may not have come to the disk before the browser was killed.
        if (!(time > heardOf)) return;
        stored("localStorage", (storage) => storage.setItem(DELETED, String(time)));
        const mine = draftIn("localStorage");
        if (mine && mine.written <= time) drop("localStorage");
        if (begun !== "{}" && begun === here() && (!inTab || inTab.written <= time)) forget();
        heardOf = deletedAt();
      })
      .then(() => onDisk(false, (store) => store.get(key)))
      .then((found) => {
        if (!found) return;
        if (!(found.written > heardOf)) return void onDisk(false, (store) => store.delete(key));
        const now = draftIn("localStorage");
        if (now && now.written >= found.written) return;
        if (!found.values) {
          drop("localStorage");
          if (keep.checked && begun === here()) clear();
          return;
        }
        // Newer than what localStorage brought to the disk before the browser was killed.
        stored("localStorage", (storage) => storage.setItem(key, JSON.stringify(found)));
        if (inTab || here() !== begun) choose(found);
        else open(found);
      });
  }

  // Some browsers put back what was ticked before a reload.
  keep.checked = false;
  restore();
})();
