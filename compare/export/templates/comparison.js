"use strict";
// Searches the list of changes and says how many it shows; all other switches are style and work without this.
(() => {
  const [find, found, none, classes, rest] = ["find", "found", "none", "classes", "rest"].map((id) => document.getElementById(id));
  const switches = [...document.querySelectorAll(".switch[value]")];
  const rows = [...document.querySelectorAll(".list tbody tr")].map((row) => [row, row.textContent.toLowerCase()]);
  function look() {
    const words = find ? find.value.toLowerCase().split(/\s+/).filter(Boolean) : [];
    const on = new Set(switches.filter((each) => each.checked).map((each) => `c-${each.value}`));
    let [shown, beyond] = [0, 0];
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      if (row.hidden || !on.has(row.className)) continue;
      shown += 1;
      if (rest?.contains(row)) beyond += 1;
    }
    if (rest) {
      rest.hidden = words.length > 0 && !beyond;
      rest.open ||= words.length > 0;
    }
    if (found) found.textContent = found.dataset.said.replace("{n}", shown);
  }
  if (find) {
    document.getElementById("search").hidden = false;
    find.addEventListener("input", look);
  }
  none.hidden = false;
  none.addEventListener("click", () => {
    for (const each of switches) each.checked = false;
    look();
  });
  for (const each of switches) each.addEventListener("change", look);
  classes.addEventListener("submit", (event) => event.preventDefault());
  classes.addEventListener("reset", () => setTimeout(look));
  look();
})();
