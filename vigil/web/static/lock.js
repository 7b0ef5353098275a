// Locks the page after idleness and asks for the password over it, so that nothing that was typed is lost.
(() => {
  "use strict";
  const idle = Number(document.body.dataset.idle) * 1000;
  const lock = document.getElementById("lock");
  if (!idle || !lock) return;
  const form = lock.querySelector("form");
  const wrong = lock.querySelector("[role=alert]");
  const away = lock.querySelector("[data-away]");
  let last = Date.now(), told = last;
  const send = (path, body) => fetch(path, { method: "POST", headers: { accept: "application/json" }, body });

  function show(loggedOut) {
    if (!lock.open) lock.showModal();
    document.documentElement.classList.add("locked");
    form.hidden = Boolean(loggedOut);
    away.hidden = !loggedOut;
    if (loggedOut) away.querySelector("a").focus(); else form.elements.password.focus();
  }
  function open() {
    last = told = Date.now();
    form.reset();
    wrong.textContent = "";
    document.documentElement.classList.remove("locked");
    lock.close();
  }
  async function look() {
    const now = Date.now();
    if (lock.open) return;
    if (now - last >= idle) { show(); await send("/lock").catch(() => {}); return; }
    if (last > told && now - told > 60000) {
      told = now;
      const answer = await send("/awake").catch(() => null);
      if (answer && answer.status === 401) show(answer.headers.get("x-vigil-ask") === "login");
    }
  }
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll", "touchstart"])
    addEventListener(kind, () => { if (!lock.open && Date.now() - last < idle) last = Date.now(); }, { passive: true, capture: true });
  setInterval(look, Math.min(5000, idle / 4));
  document.addEventListener("visibilitychange", look);
  lock.addEventListener("cancel", (event) => event.preventDefault());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await send("/unlock", new URLSearchParams(new FormData(form))).catch(() => null);
    if (answer && answer.ok && !answer.redirected) { open(); return; }
    if (answer && (answer.status === 401 || answer.redirected)) { show(true); return; }
    const said = answer ? await answer.json().catch(() => ({})) : {};
    wrong.textContent = said.error || wrong.dataset.fails;
    form.elements.password.select();
  });
  away.querySelector("button").addEventListener("click", async () => {
    const answer = await send("/awake").catch(() => null);
    if (answer && answer.ok) open(); else if (answer && answer.headers.get("x-vigil-ask") === "unlock") show();
  });
  // A form that htmx sent while the session was locked stays on the page; it is sent again by whoever unlocks.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const gate = event.detail.xhr.getResponseHeader("x-vigil-ask");
    if (event.detail.xhr.status === 401 && gate) { event.detail.shouldSwap = false; show(gate === "login"); }
  });
})();
