// How the reader wants pages to look, known before the first paint; and words explained where they stand.
"use strict";
window.formpress = window.formpress || {};
(() => {
  const root = document.documentElement;
  const KEY = "formpress.display";
  const NAMES = ["size", "scheme", "contrast"];

  // Storage may be forbidden or, at file://, another one for each page: then a choice holds for this page.
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  };
  const keep = (chosen) => {
    try {
      if (Object.keys(chosen).length) localStorage.setItem(KEY, JSON.stringify(chosen));
      else localStorage.removeItem(KEY);
    } catch {
      /* as above */
    }
  };
  const heed = (chosen) => {
    for (const name of NAMES) {
      if (/^[a-z]+$/.test(chosen[name] || "")) root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    }
  };
  root.dataset.script = "";
  heed(kept());

  // What the head of a page keeps behind its switches; one is open at a time.
  const head = () => {
    const switches = [...document.querySelectorAll(".top__switch")];
    const open = (button, is) => button.setAttribute("aria-expanded", is);
    for (const button of switches) {
      button.addEventListener("click", () => {
        const is = button.getAttribute("aria-expanded") === "false";
        for (const other of switches) open(other, other === button && is);
        if (is) document.getElementById(button.getAttribute("aria-controls")).querySelector("input[type=search]")?.focus();
      });
    }
    document.querySelector(".top").addEventListener("keydown", (event) => {
      const opened = switches.find((button) => button.getAttribute("aria-expanded") === "true");
      // The display settings, which may be open in it, are closed first.
      if (event.key !== "Escape" || event.defaultPrevented || !opened?.offsetParent) return;
      open(opened, false);
      opened.focus();
    });
  };

  // What is suggested in the search is loaded when somebody goes there.
  const find = () => {
    const form = document.querySelector("form.find");
    form?.addEventListener(
      "focusin",
      () => {
        const script = document.createElement("script");
        script.src = form.dataset.script;
        document.head.append(script);
      },
      { once: true },
    );
  };

  // Beside the text there is room for the page's contents; above it they are folded.
  const contents = () => {
    const list = document.querySelector("details.contents");
    if (list) list.open = getComputedStyle(list).position === "sticky";
  };

  const display = () => {
    const panel = document.getElementById("display");
    const button = document.querySelector("[aria-controls=display]");
    if (!panel || !button) return;
    const status = panel.querySelector("[role=status]");
    const inputs = [...panel.querySelectorAll("input")];
    const tick = () =>
      inputs.forEach((input) => {
        input.checked = input.value === (root.dataset[input.name] || "");
      });
    const open = (is) => {
      panel.hidden = !is;
      button.setAttribute("aria-expanded", is);
      status.textContent = "";
    };
    tick();
    button.addEventListener("click", () => open(panel.hidden));
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      open(false);
      button.focus();
    });
    panel.addEventListener("change", ({ target }) => {
      const chosen = {};
      for (const { name, value, checked } of inputs) if (checked && value) chosen[name] = value;
      keep(chosen);
      heed(chosen);
      status.textContent = `${target.closest("fieldset").querySelector("legend").textContent}：${target.parentNode.textContent.trim()}`;
    });
    panel.querySelector("button").addEventListener("click", () => {
      keep({});
      heed({});
      tick();
      status.textContent = status.dataset.reset;
    });
    // Chosen in another window, or before one came back to this page.
    const again = () => {
      heed(kept());
      tick();
    };
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) again();
    });
    addEventListener("pageshow", again);
  };

  // A link to an explanation becomes a switch that shows it behind the word.
  const terms = () => {
    const shown = [];
    const toggle = (link, is) => {
      const next = link.nextElementSibling;
      const there = next && next.className === "explained" && next;
      if (Boolean(there) === is) return;
      link.setAttribute("aria-expanded", is);
      if (is) {
        const text = document.createElement("span");
        text.className = "explained";
        text.append("（", document.getElementById(link.hash.slice(1)).nextElementSibling.textContent.trim().replace(/。$/, ""), "）");
        link.after(text);
        shown.push(link);
      } else {
        there.remove();
        shown.splice(shown.indexOf(link), 1);
      }
    };
    for (const link of document.querySelectorAll("a.term")) {
      const term = document.getElementById(link.hash.slice(1));
      if (!term?.nextElementSibling) continue;
      link.setAttribute("role", "button");
      link.setAttribute("aria-expanded", false);
      const press = (event) => {
        event.preventDefault();
        toggle(link, link.getAttribute("aria-expanded") === "false");
      };
      link.addEventListener("click", press);
      link.addEventListener("keydown", (event) => {
        if (event.key === " ") press(event);
      });
    }
    addEventListener("keydown", (event) => {
      const last = shown[shown.length - 1];
      if (event.key === "Escape" && last) toggle(last, false);
    });
  };

  // What is folded away is printed too, but for what has a picture or a file of its own.
  const printing = () => {
    let folded = [];
    addEventListener("beforeprint", () => {
      folded = [...document.querySelectorAll("main details:not([open], .steps, .sheets, .city-sheets, .my-cities)")];
      folded.forEach((details) => {
        details.open = true;
      });
    });
    addEventListener("afterprint", () =>
      folded.forEach((details) => {
        details.open = false;
      }),
    );
  };

  document.addEventListener("DOMContentLoaded", () => {
    head();
    find();
    contents();
    display();
    terms();
    printing();
  });
})();
