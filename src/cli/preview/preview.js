"use strict";
// Waits for word of a change, and lets the report be put aside.
{
  const state = document.currentScript.dataset.state;
  window.formpressWait = () => {
    const script = document.createElement("script");
    script.src = `/.formpress/news/${state}`;
    // The server is gone or begins anew: it is asked again until it answers.
    script.onerror = () => setTimeout(window.formpressWait, 1000);
    script.onload = () => script.remove();
    document.head.append(script);
  };
  if (document.readyState === "complete") window.formpressWait();
  else addEventListener("load", () => window.formpressWait());
  const report = document.querySelector(".formpress-report");
  const button = report?.querySelector("button");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => report.remove());
    addEventListener("keydown", (event) => {
      if (event.key === "Escape") report.remove();
    });
  }
}
