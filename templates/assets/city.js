"use strict";
// The reader's city, kept only when they tick so: then forms lead to the city's own. Without it, or without a script, there is the
// list of all cities.
(() => {
  const root = new URL("..", document.currentScript.src);
  // Sites on one server keep apart by their folders, as drafts do.
  const KEY = `formpress.city:${root.pathname}`;

  // As everywhere: storage may be forbidden.
  function kept() {
    try {
      const city = JSON.parse(localStorage.getItem(KEY));
      return /^[a-z][a-z0-9-]*$/.test(city?.id) && typeof city.name === "string" ? city : null;
    } catch {
      return null;
    }
  }
  function keep(city) {
    try {
      if (city) localStorage.setItem(KEY, JSON.stringify(city));
      else localStorage.removeItem(KEY);
    } catch {
      /* as above */
    }
  }

  /** The cities' links on a form's page: `cities/ID/FORM/index.html`. */
  const links = () => [...document.querySelectorAll(".my-cities .province a")];
  const idOf = (link) => new URL(link.href).pathname.split("/").at(-3);

  function show() {
    const city = kept();
    for (const select of document.querySelectorAll(".find-city select"))
      for (const option of select.options) if (city && option.value.endsWith(`cities/${city.id}/index.html`)) option.selected = true;
    // A city that is not there any more leads nowhere.
    const isGone = city && links().length && !links().some((link) => idOf(link) === city.id);
    for (const place of document.querySelectorAll(".my-city")) {
      place.hidden = !city || isGone;
      if (place.hidden) continue;
      const link = place.querySelector("a");
      link.href = new URL(`cities/${city.id}/${place.dataset.form}/index.html`, root).href;
      link.textContent = `在${city.name}填`;
      const forgotten = place.querySelector("button span");
      if (forgotten) forgotten.textContent = city.name;
    }
  }

  // Without this the form leads to the page of all cities.
  document.addEventListener("submit", (event) => {
    const chosen = event.target.closest(".find-city")?.querySelector("select").value;
    if (!chosen) return;
    event.preventDefault();
    location.assign(new URL(chosen, location.href));
  });

  document.addEventListener("click", ({ target }) => {
    const list = document.querySelector(".my-cities");
    if (target.closest(".my-city button")) {
      keep(null);
      show();
      list.querySelector("summary").focus();
      return;
    }
    const link = target.closest(".my-cities .province a");
    if (link && list.querySelector("[data-city-keep] input").checked) keep({ id: idOf(link), name: link.firstChild.textContent });
  });
  for (const tick of document.querySelectorAll("[data-city-keep]")) tick.hidden = false;
  addEventListener("pageshow", show);
  show();
})();
