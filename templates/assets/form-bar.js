"use strict";
// The bar below a form that is filled in: which of its parts one is at, how much is filled in, and what one does with it.
// It stays at the edge of the window while the form goes by.
(() => {
  const { form: page } = window.formpress;
  if (!page) return;
  const { byId, element, say } = page;
  const bar = byId("tool:bar");
  const menu = bar.querySelector(".fill-bar__parts");
  const summary = menu.querySelector("summary");
  const count = bar.querySelector(".fill-bar__count");
  // The browser keeps what is focused clear of the bar.
  document.documentElement.dataset.fill = "";

  const parts = () => page.all(".fill__part[role=group]").filter((part) => !part.hidden);

  /** The last part that has come into the upper half of the window. */
  function here(all) {
    const line = window.innerHeight / 2;
    return Math.max(0, all.filter((part) => part.getBoundingClientRect().top <= line).length - 1);
  }

  function showPlace() {
    const all = parts();
    const at = here(all);
    summary.textContent = say("part", { number: at + 1, parts: all.length });
    const shown = menu.querySelectorAll("a");
    shown.forEach((link, number) => {
      if (number === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  /** Questions of the form itself: those in rows are as many as there are rows. */
  function showCount() {
    const asked = page.names().filter((name) => page.isAsked(name) && !page.column(name).row);
    const filled = asked.filter((name) => page.given(name).length);
    count.textContent = say("filled", { count: filled.length, asked: asked.length });
  }

  function list() {
    const link = (heading) => element("li", {}, element("a", { href: `#${encodeURIComponent(heading.id)}` }, heading.textContent));
    menu.querySelector("ol").replaceChildren(...parts().map((part) => link(part.querySelector("h3"))));
    showPlace();
    showCount();
  }

  let isDue = false;
  window.addEventListener("scroll", () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      showPlace();
    });
  });
  page.onEdit(() => setTimeout(list));
  page.form.addEventListener("input", showCount);
  page.form.addEventListener("reset", () => setTimeout(list));
  menu.addEventListener("click", ({ target }) => {
    if (target.closest("a")) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    summary.focus();
  });
  for (const button of bar.querySelectorAll("[data-for]")) {
    const own = byId(button.dataset.for);
    button.hidden = own.hidden;
    button.addEventListener("click", () => own.click());
  }
  list();
})();
