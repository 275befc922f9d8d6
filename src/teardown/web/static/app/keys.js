// Single keys for what the pages of the review offer: an element with data-key is pressed by that key. Never while somebody types,
// and not at all where they were switched off (WCAG 2.1.4).
"use strict";

(() => {
  const OFF = "teardown-keys-off";
  const GUARD = 350; // milliseconds after a page came in which a key does not decide: it was meant for the page before
  const shown = performance.now();
  const dialog = document.getElementById("keys");
  const isOff = () => localStorage.getItem(OFF) === "1";
  const FIELD = "input:not([type=radio]):not([type=checkbox]):not([type=submit]), textarea, select, [contenteditable]";

  const visible = (element) => element.getClientRects().length > 0;
  const openPanel = () => document.querySelector("details[data-panel][open]");

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (dialog?.open) return;
    if (event.target.matches?.(FIELD)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "Escape") {
      const panel = openPanel();
      if (panel) {
        panel.open = false;
        panel.querySelector("summary").focus();
      }
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (isOff() && key !== "?") return;
    if (/^[1-9]$/.test(key)) {
      if (digit(Number(key))) event.preventDefault();
      return;
    }
    const target = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(visible).pop();
    if (!target || (target.matches("[data-guarded]") && performance.now() - shown < GUARD)) return;
    event.preventDefault();
    if (target.matches("summary")) openDetails(target.parentElement);
    else target.click();
  });

  function openDetails(details) {
    details.open = !details.open;
    if (details.open) firstField(details)?.focus();
    else details.querySelector("summary").focus();
    details.scrollIntoView({ block: "nearest" });
  }
  const firstField = (details) => details.querySelector("[data-first]") ?? details.querySelector("input[type=radio]");

  // In an open form a figure chooses a reason; with none open, the candidate of that number.
  function digit(number) {
    const panel = openPanel();
    if (panel) {
      const radio = panel.querySelectorAll("input[type=radio]")[number - 1];
      if (!radio) return false;
      radio.checked = true;
      radio.focus();
      return true;
    }
    const candidate = document.querySelectorAll("[data-candidate]")[number - 1];
    candidate?.click();
    return Boolean(candidate);
  }

  for (const button of document.querySelectorAll("[data-candidate]")) {
    button.addEventListener("click", () => {
      const form = document.querySelector("form[data-correct]");
      const panel = form.closest("details");
      panel.open = true;
      form.elements.part_number.value = button.dataset.part;
      form.elements.company.value = button.dataset.company;
      form.elements.manufacturer.value = "";
      panel.querySelector("input[type=radio]").focus();
      panel.scrollIntoView({ block: "nearest" });
    });
  }
  for (const summary of document.querySelectorAll("details[data-panel] > summary")) {
    summary.addEventListener("click", () => {
      const details = summary.parentElement;
      // The browser opens it after this event.
      setTimeout(() => details.open && firstField(details)?.focus());
    });
  }

  // What is sent once is not sent twice by a second press.
  for (const form of document.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
    });
  }
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
  });

  document.querySelector("[data-keys]")?.addEventListener("click", () => dialog.showModal());
  const on = document.querySelector("[data-keys-on]");
  if (on) {
    on.checked = !isOff();
    on.addEventListener("change", () => localStorage.setItem(OFF, on.checked ? "0" : "1"));
  }
  document.querySelector("[data-error]")?.focus();
  window.addEventListener("load", () => {
    for (const element of document.querySelectorAll("[data-preload]")) new Image().src = element.dataset.preload;
  });
})();
