// Sends chosen photos one after the other, shows how far it is, and puts the server's answer to each on the page.
// Without this script the form sends all photos at once and shows the answers on the next page.
"use strict";

(() => {
  const form = document.querySelector("[data-upload]");
  if (!form) return;
  const answers = document.getElementById("answers");
  const sending = form.querySelector(".sending");
  const told = sending.querySelector("p");
  const bar = sending.querySelector("progress");
  const again = form.querySelector("[data-again]");
  let waiting = [];
  let all = 0;
  let busy = false;

  const choose = (input) => {
    waiting.push(...input.files);
    all += input.files.length;
    // The same file may be chosen once more.
    input.value = "";
    input.required = false;
    if (waiting.length && !busy) run();
  };
  form.querySelectorAll("input[type=file]").forEach((input) => input.addEventListener("change", () => choose(input)));
  again.addEventListener("click", () => run());
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });

  async function run() {
    busy = true;
    again.hidden = true;
    sending.hidden = false;
    sending.classList.remove("broken");
    while (waiting.length) {
      const number = all - waiting.length + 1;
      told.textContent = sending.dataset.one.replace("{n}", number).replace("{all}", all);
      try {
        show(await send(waiting[0], (share) => { bar.value = (number - 1 + share) / all; }));
      } catch (problem) {
        busy = false;
        sending.classList.add("broken");
        told.textContent = problem.message || sending.dataset.broken;
        again.hidden = false;
        return;
      }
      waiting.shift();
    }
    bar.value = 1;
    told.textContent = sending.dataset.done;
    all = 0;
    busy = false;
  }

  function send(file, progress) {
    const body = new FormData(form);
    body.delete("photos");
    body.append("photos", file, file.name);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("HX-Request", "true");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) progress(event.loaded / event.total);
      });
      request.addEventListener("load", () => {
        if (request.status === 200) resolve(request.responseText);
        else if (request.status === 401) window.location.reload();
        else reject(new Error(sending.dataset.refused.replace("{code}", request.status)));
      });
      request.addEventListener("error", () => reject(new Error()));
      request.addEventListener("timeout", () => reject(new Error()));
      request.send(body);
    });
  }

  function show(html) {
    answers.insertAdjacentHTML("afterbegin", html);
    window.htmx?.process(answers.firstElementChild);
  }
})();
