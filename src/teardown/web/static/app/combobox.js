// Fields with type-ahead, after the ARIA pattern "combobox with list": htmx fetches the options, this moves through them.
// Without this script the fields take what is typed, and the server looks the company up by its name.
"use strict";

(() => {
  for (const combo of document.querySelectorAll("[data-combo]")) start(combo);

  function start(combo) {
    const input = combo.querySelector("[role=combobox]");
    const list = combo.querySelector("[role=listbox]");
    const status = combo.querySelector("[role=status]");
    const form = input.form;
    let active = null;

    const options = () => [...list.querySelectorAll("[role=option]")];
    const open = (yes) => {
      list.hidden = !yes;
      input.setAttribute("aria-expanded", String(yes));
      if (!yes) mark(null);
    };
    const mark = (option) => {
      active?.setAttribute("aria-selected", "false");
      active = option;
      if (active) {
        active.setAttribute("aria-selected", "true");
        input.setAttribute("aria-activedescendant", active.id);
        active.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    const choose = (option) => {
      const { part, company, manufacturer, category } = option.dataset;
      if (part) form.elements.part_number.value = part;
      form.elements.company.value = company;
      form.elements.manufacturer.value = manufacturer;
      if (category && form.elements.category) form.elements.category.value = category;
      open(false);
      status.textContent = option.textContent.trim();
      input.focus();
    };

    list.addEventListener("htmx:afterSwap", () => {
      mark(null);
      const found = options().length;
      const typed = input.value.trim().length > (combo.dataset.combo === "part" ? 1 : 0);
      open(found > 0 && document.activeElement === input);
      status.textContent = !typed ? "" : found ? input.dataset.found.replace("{n}", found) : input.dataset.none;
    });
    input.addEventListener("input", () => {
      // What was chosen from the list no longer holds once something else is typed.
      if (combo.dataset.combo === "company") form.elements.manufacturer.value = "";
      if (!input.value) open(false);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const all = options();
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!all.length) return;
        event.preventDefault();
        if (list.hidden) open(true);
        const step = event.key === "ArrowDown" ? 1 : -1;
        const at = active ? all.indexOf(active) + step : step > 0 ? 0 : all.length - 1;
        mark(all[(at + all.length) % all.length]);
      } else if (event.key === "Enter" && active && !list.hidden) {
        event.preventDefault();
        choose(active);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        open(false);
      } else if (event.key === "Tab") open(false);
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
    input.addEventListener("blur", () => open(false));
  }
})();
