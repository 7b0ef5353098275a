// Offers the time zone that this device has. Without this the list of zones is there all the same.
"use strict";
{
  const button = document.getElementById("zone-here");
  const field = document.getElementById("zone-field");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && zone !== field.value) {
    document.getElementById("zone-name").textContent = zone;
    button.hidden = false;
    button.addEventListener("click", () => { field.value = zone; field.focus(); });
  }
}
