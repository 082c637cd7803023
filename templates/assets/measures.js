// The measures: shows those that are about what the reader chose, and keeps the choice in the address.
"use strict";
(() => {
  const start = () => {
    const form = document.querySelector("form.filter");
    const items = [...document.querySelectorAll("[data-audience], [data-department], [data-deadline]")];
    if (!form || !items.length) return;
    const selects = [...form.querySelectorAll("select[name]")];
    const status = document.querySelector(".filter-status");
    // A heading belongs to the items that follow it, up to the next one.
    const groups = [];
    for (const element of items[0].parentNode.children) {
      if (/^H[2-6]$/.test(element.tagName)) groups.push({ heading: element, items: [] });
      else if (groups.length && items.includes(element)) groups[groups.length - 1].items.push(element);
    }

    const filter = () => {
      const chosen = selects.filter((select) => select.value);
      for (const item of items) {
        const about = ({ name, value }) => (item.dataset[name] || "").split(/\s+/).includes(value);
        item.hidden = !chosen.every(about);
      }
      for (const { heading, items } of groups) heading.hidden = items.every((item) => item.hidden);
      const count = items.filter((item) => !item.hidden).length;
      if (status) status.textContent = count ? `${count}条措施` : "没有这样的措施，请换一个条件。";
    };

    // After `#`, because at file:// an address changes nowhere else.
    const written = () => new URLSearchParams(location.hash.slice(1));
    const choose = () => {
      for (const select of selects) {
        const value = written().get(select.name) || "";
        select.value = [...select.options].some((option) => option.value === value) ? value : "";
      }
      filter();
    };
    const write = () => {
      const words = new URLSearchParams(selects.filter(({ value }) => value).map(({ name, value }) => [name, value]));
      const address = `${location.pathname}${location.search}${`${words}` && `#${words}`}`;
      try {
        history.replaceState(null, "", address);
      } catch {
        location.hash = `${words}`;
      }
    };

    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      write();
      filter();
    });
    form.addEventListener("reset", () =>
      setTimeout(() => {
        write();
        filter();
      }),
    );
    // A link to a measure that is put aside shows them all again.
    addEventListener("hashchange", () => {
      const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (aim?.closest("[hidden]") && items.includes(aim)) {
        for (const select of selects) select.value = "";
        filter();
        aim.scrollIntoView();
      } else if (!aim) choose();
    });
    if (selects.some(({ name }) => written().has(name))) choose();
    else filter();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
