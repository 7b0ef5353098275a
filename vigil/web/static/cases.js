// Selects all cases of the page, or none, without asking for the page anew.
document.addEventListener("click", (event) => {
  const every = event.target.closest("[data-every]");
  if (!every) return;
  event.preventDefault();
  const boxes = [...every.closest("form").querySelectorAll('input[name="ids"]')];
  const on = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = on;
});
