// Small helps that every page has. Pages work without it.
"use strict";

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  navigator.clipboard?.writeText(field.value);
});

// A double click sends a form once: the second one within three seconds is not sent.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (Date.now() - Number(form.dataset.sentAt ?? 0) < 3000) event.preventDefault();
  else form.dataset.sentAt = Date.now();
});

// Where the case's pages are one row that moves sideways, the page one is on is in sight, and the row fades where it goes on.
const row = document.querySelector(".case-bar nav");
if (row) {
  const fade = () => row.classList.toggle("end", row.scrollLeft + row.clientWidth >= row.scrollWidth - 4);
  row.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  row.addEventListener("scroll", fade, { passive: true });
  window.addEventListener("resize", fade);
  fade();
}
