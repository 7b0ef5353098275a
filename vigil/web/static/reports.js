// What plain pages cannot do: keys, finding a mark's item and an item's mark, and the place of selected words.
"use strict";
(() => {
  const story = document.getElementById("story");
  const keys = document.getElementById("keys");
  if (!story) return;
  const items = () => [...document.querySelectorAll("li[data-item]")];
  let here = "";

  const light = (key) => {
    here = key;
    document.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
    document.getElementById(key)?.classList.add("here");
    for (const run of story.querySelectorAll(`[data-i~="${CSS.escape(key)}"]`)) run.classList.add("here");
  };
  const show = (key) => {
    const item = document.getElementById(key);
    if (!item) return;
    item.closest("details").open = true;
    light(key);
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    story.querySelector(`[data-i~="${CSS.escape(key)}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const all = items();
    const at = all.findIndex((one) => one.id === here);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (next) show(next.id);
  };
  const press = (act) => document.getElementById(here)?.querySelector(`[data-act="${act}"]`)?.click();
  const does = { j: () => step(1), k: () => step(-1), a: () => press("confirm"), x: () => press("reject"), e: () => press("edit"), u: () => press("undo"), "?": () => keys.showModal() };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || keys.open) return;
    if (event.key === "Escape" && event.target.closest(".edit")) { event.target.closest("form").querySelector("[data-act=leave]").click(); return; }
    if (event.target.closest("input, select, textarea")) return;
    const act = does[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  story.addEventListener("click", (event) => {
    const run = event.target.closest("[data-i]");
    if (!run || String(getSelection())) return;
    event.preventDefault();
    show(run.dataset.i.split(" ")[0]);
  });
  document.addEventListener("click", (event) => {
    const item = event.target.closest("li[data-item]");
    if (item && item.id !== here) light(item.id);
    if (event.target.closest("[data-act=leave]") && item) { event.preventDefault(); location.hash = item.id; location.reload(); }
  });
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest("li[data-item]");
    if (item && item.id !== here) light(item.id);
  });

  // htmx leaves out buttons that stand outside of their form.
  document.addEventListener("htmx:configRequest", (event) => {
    const button = event.detail.triggeringEvent?.submitter;
    if (button?.name) event.detail.parameters[button.name] = button.value;
  });
  // Answers that ask again (409) or show what is wrong (422) take the place of the form, too.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const status = event.detail.xhr.status;
    if (status !== 409 && status !== 422) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    if (here && document.getElementById(here)) { event.detail.target = document.getElementById(here); event.detail.swapOverride = "innerHTML"; }
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!here) return;
    light(here);
    const item = document.getElementById(here);
    const field = ["[aria-invalid=true]", ".edit :is(select, input:not([type=hidden]))", "[role=alert] + form button"]
      .map((wanted) => item?.querySelector(wanted)).find(Boolean);
    if (field) field.focus(); else if (item && !item.contains(document.activeElement)) item.focus({ preventScroll: true });
  });

  // Places count code points, as the story does; letters before items are no text.
  const offset = (node, at) => {
    const paragraph = (node.nodeType === 1 ? node : node.parentElement).closest("[data-at]");
    if (!paragraph) return null;
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEnd(node, at);
    return Number(paragraph.dataset.at) + [...range.toString()].length;
  };
  const pick = document.createElement("a");
  pick.className = "button primary pick";
  pick.textContent = story.dataset.said;
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    pick.remove();
    if (!chosen.rangeCount || chosen.isCollapsed || !document.getElementById("add")) return;
    const range = chosen.getRangeAt(0);
    if (!story.contains(range.startContainer) || !story.contains(range.endContainer)) return;
    const start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return;
    pick.href = `${story.dataset.add}?start=${start}&end=${end}`;
    const box = range.getBoundingClientRect();
    pick.style.insetBlockStart = `${box.bottom + scrollY + 4}px`;
    pick.style.left = `${Math.max(box.left + scrollX, 8)}px`;
    document.body.append(pick);
  });
  const open = document.getElementById("keys-open");
  if (open) { open.hidden = false; open.addEventListener("click", () => keys.showModal()); }
  if (location.hash && document.getElementById(location.hash.slice(1))?.dataset.item) show(location.hash.slice(1));
})();
