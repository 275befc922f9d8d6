// A photo that can be enlarged and moved, and a box drawn on it; by mouse, touch and keyboard.
// Without this script the photo is shown around the chip, with its boxes as links.
"use strict";

(() => {
  const MOST_CLOSE = 40; // pixels of the photo that the view is at least wide
  const LARGE_FROM = 1700; // the larger picture is fetched when the view is narrower than this many pixels of it

  for (const viewer of document.querySelectorAll("[data-viewer]")) start(viewer);

  function start(viewer) {
    const svg = viewer.querySelector("svg[data-large]");
    const picture = svg.querySelector("image");
    const full = { x: 0, y: 0, w: Number(svg.dataset.width), h: Number(svg.dataset.height) };
    const first = (([x, y, w, h]) => ({ x, y, w, h }))(svg.getAttribute("viewBox").split(" ").map(Number));
    let view = { ...first };

    const show = (wanted) => {
      const w = Math.min(Math.max(wanted.w, MOST_CLOSE), full.w * 1.5);
      const h = (w * wanted.h) / wanted.w;
      const x = Math.min(Math.max(wanted.x, -w / 2), full.w - w / 2);
      const y = Math.min(Math.max(wanted.y, -h / 2), full.h - h / 2);
      view = { x, y, w, h };
      svg.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
      svg.style.setProperty("--px", pixel());
      if (w < LARGE_FROM && svg.dataset.large) {
        const large = new Image();
        const address = svg.dataset.large;
        svg.dataset.large = "";
        large.addEventListener("load", () => picture.setAttribute("href", address));
        large.src = address;
      }
    };
    // Pixels of the photo in one pixel of the screen.
    const pixel = () => Math.max(view.w / (svg.clientWidth || 1), view.h / (svg.clientHeight || 1));
    const point = (event) => {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      return { x: at.x, y: at.y };
    };
    const zoom = (factor, at = { x: view.x + view.w / 2, y: view.y + view.h / 2 }) => {
      const w = Math.max(view.w * factor, MOST_CLOSE);
      const by = w / view.w;
      show({ x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by, w, h: view.h * by });
    };
    const whole = viewer.querySelector('[data-zoom="all"]');
    let isWhole = first.w >= full.w;
    const toggleWhole = () => {
      isWhole = !isWhole;
      show(isWhole ? full : first.w < full.w ? first : { x: full.w / 4, y: full.h / 4, w: full.w / 2, h: full.h / 2 });
      whole.querySelector("span").textContent = isWhole ? whole.dataset.there : whole.dataset.whole;
    };
    viewer.querySelector('[data-zoom="in"]').addEventListener("click", () => zoom(1 / 1.5));
    viewer.querySelector('[data-zoom="out"]').addEventListener("click", () => zoom(1.5));
    whole.addEventListener("click", toggleWhole);
    svg.addEventListener("wheel", (event) => {
      // The wheel scrolls the page unless the photo was chosen first.
      if (!event.ctrlKey && document.activeElement !== svg) return;
      event.preventDefault();
      zoom(Math.exp(event.deltaY / 500), point(event));
    }, { passive: false });

    // ------------------------------------------------------------------------------------------------ drawing

    const drawing = svg.querySelector("[data-drawing]");
    const button = viewer.querySelector("[data-draw]");
    const bar = viewer.querySelector("[data-draw-bar]");
    let box = null;
    let draws = false;

    const showBox = (wanted) => {
      box = wanted;
      drawing.setAttribute("visibility", box ? "visible" : "hidden");
      if (!box) return;
      for (const [name, value] of Object.entries({ x: box.x, y: box.y, width: box.w, height: box.h })) drawing.setAttribute(name, value);
      const sent = [box.x, box.y, box.w, box.h].map((v) => Math.round(v)).join(",");
      const field = bar.querySelector('[name="box"]');
      if (field) field.value = sent;
      const link = bar.querySelector("[data-draw-evidence]");
      if (link) link.href = `${link.dataset.drawEvidence}&box=${sent}`;
    };
    const draw = (on, withBox) => {
      if (!button) return;
      draws = on;
      button.setAttribute("aria-pressed", String(on));
      svg.classList.toggle("draws", on);
      bar.hidden = !on;
      if (!on) showBox(null);
      else if (withBox) {
        const side = Math.min(view.w, view.h) / 4;
        showBox({ x: view.x + view.w / 2 - side / 2, y: view.y + view.h / 2 - side / 2, w: side, h: side });
      }
    };
    button?.addEventListener("click", (event) => {
      // `detail` is 0 when a key pressed the button: whoever has no pointer gets a box to move.
      draw(!draws, event.detail === 0);
      if (draws) svg.focus({ preventScroll: true });
    });
    viewer.querySelector("[data-draw-cancel]")?.addEventListener("click", () => draw(false));
    viewer.querySelector("[data-draw-form]")?.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.successful) draw(false);
    });
    const use = viewer.querySelector("[data-draw-use]");
    use?.addEventListener("click", () => {
      if (!box) return;
      document.getElementById(use.dataset.drawUse).value = [box.x, box.y, box.w, box.h].map((v) => Math.round(v)).join(",");
      const state = document.querySelector("[data-box-state]");
      state.textContent = state.dataset.marked;
      button.setAttribute("aria-pressed", "false");
      svg.classList.remove("draws");
      bar.hidden = true;
      draws = false;
    });
    const finish = () => (viewer.querySelector("[data-draw-read]") ?? use)?.click();

    // -------------------------------------------------------------------------------------------------- pointer

    const pointers = new Map();
    let from = null;
    let moved = false;
    let apart = 0;

    svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      pointers.set(event.pointerId, event);
      from = { at: point(event), clientX: event.clientX, clientY: event.clientY, view: { ...view } };
      moved = false;
      apart = distance();
      if (draws && pointers.size === 1) svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", (event) => {
      if (!pointers.has(event.pointerId) || !from) return;
      pointers.set(event.pointerId, event);
      if (pointers.size === 2) {
        const now = distance();
        if (apart && now) zoom(apart / now, middle());
        apart = now;
        moved = true;
        return;
      }
      if (!moved && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < 5) return;
      if (!moved) svg.setPointerCapture(event.pointerId);
      moved = true;
      if (draws) {
        const at = point(event);
        const x = Math.max(0, Math.min(from.at.x, at.x));
        const y = Math.max(0, Math.min(from.at.y, at.y));
        showBox({ x, y, w: Math.min(Math.max(from.at.x, at.x), full.w) - x, h: Math.min(Math.max(from.at.y, at.y), full.h) - y });
      } else {
        const scale = pixel();
        const x = from.view.x - (event.clientX - from.clientX) * scale;
        show({ ...view, x, y: from.view.y - (event.clientY - from.clientY) * scale });
      }
    });
    const lift = (event) => {
      pointers.delete(event.pointerId);
      from = null;
    };
    svg.addEventListener("pointerup", lift);
    svg.addEventListener("pointercancel", lift);
    // A box that was dragged over is no link that was chosen.
    svg.addEventListener("click", (event) => {
      if (moved || draws) event.preventDefault();
    }, true);
    const distance = () => {
      const [a, b] = [...pointers.values()];
      return b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
    };
    const middle = () => {
      const [a, b] = [...pointers.values()];
      return point({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 });
    };

    // ------------------------------------------------------------------------------------------------- keyboard

    const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    svg.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const way = WAYS[event.key];
      if (way) {
        event.preventDefault();
        const step = (draws ? 0.02 : 0.12) * Math.min(view.w, view.h);
        if (draws && box && event.shiftKey) showBox({ ...box, w: Math.max(8, box.w + way[0] * step), h: Math.max(8, box.h + way[1] * step) });
        else if (draws && box) showBox({ ...box, x: box.x + way[0] * step, y: box.y + way[1] * step });
        else show({ ...view, x: view.x + way[0] * step, y: view.y + way[1] * step });
      } else if (draws && event.key === "Enter") {
        event.preventDefault();
        finish();
      }
    });
    viewer.addEventListener("keydown", (event) => {
      if (draws && event.key === "Escape") {
        event.stopPropagation();
        draw(false);
        button.focus();
      }
    });
    new ResizeObserver(() => svg.style.setProperty("--px", pixel())).observe(svg);
    show(view);
  }
})();
