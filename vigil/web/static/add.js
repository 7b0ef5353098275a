// Dropped files and folders, and how much of them is sent. Without this the form sends what its two inputs hold.
"use strict";
{
  const form = document.getElementById("upload");
  const drop = document.getElementById("drop");
  const said = document.getElementById("upload-said");
  const bar = document.getElementById("upload-bar");
  const stop = document.getElementById("upload-stop");
  const inputs = [...form.querySelectorAll("input[type=file]")];
  let dropped = [];
  let sending = null;
  document.documentElement.classList.add("scripted");

  const chosen = () => [
    ...inputs.flatMap((input) => [...input.files].map((file) => [file.webkitRelativePath || file.name, file])),
    ...dropped,
  ];
  const tellChosen = () => {
    const n = chosen().length;
    said.textContent = n === 1 ? form.dataset.chosenOne : n ? form.dataset.chosen.replace("{n}", n) : "";
  };
  const walk = async (entry, way, found) => {
    if (entry.isFile) {
      found.push([way + entry.name, await new Promise((done, failed) => entry.file(done, failed))]);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return;
      for (const inner of some) await walk(inner, way + entry.name + "/", found);
    }
  };

  for (const input of inputs) input.addEventListener("change", tellChosen);
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    const entries = items.map((item) => item.webkitGetAsEntry()).filter(Boolean); // asked before anything is awaited
    const found = entries.length ? [] : [...event.dataTransfer.files].map((file) => [file.name, file]);
    for (const entry of entries) await walk(entry, "", found).catch(() => { said.textContent = form.dataset.broke; });
    dropped = dropped.concat(found);
    tellChosen();
  });

  const over = (message) => {
    sending = null;
    bar.hidden = stop.hidden = true;
    said.textContent = message;
  };
  stop.addEventListener("click", () => { if (sending) sending.abort(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (sending) return;
    const files = chosen();
    if (!files.length) { said.textContent = form.dataset.none; return; }
    const data = new FormData();
    data.append("published", form.elements.published.value);
    for (const [name, file] of files) {
      if (file.size > Number(form.dataset.limit)) data.append(form.dataset.tooLarge, name);
      else data.append("files", file, name);
    }
    sending = new XMLHttpRequest();
    sending.open("POST", "/api/v1/imports/files");
    sending.responseType = "json";
    let tens = -1;
    sending.upload.addEventListener("progress", (sent) => {
      if (!sent.lengthComputable) return;
      bar.value = (100 * sent.loaded) / sent.total;
      const now = Math.floor(bar.value / 10) * 10; // a screen reader hears ten steps, not a thousand
      if (now !== tens) { tens = now; said.textContent = form.dataset.sending.replace("{percent}", now); }
    });
    sending.addEventListener("load", () => {
      const { status, response } = sending;
      if (status === 201) {
        over(form.dataset.kept);
        window.location.assign("/add/" + response.of.number);
      } else over((response && response.error) || form.dataset.broke);
    });
    sending.addEventListener("error", () => over(form.dataset.broke));
    sending.addEventListener("abort", () => over(form.dataset.stopped));
    bar.hidden = stop.hidden = false;
    sending.send(data);
  });
}
