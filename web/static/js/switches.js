// The class switches: marks are shown and hidden by the style sheet at once, rows fold anew, the strip takes other
// colours; the list, which is ranked over all classes, comes from the server.

import { load } from "./entries.js";
import { quieten, refold } from "./folds.js";
import { below } from "./rows.js";

const main = () => document.getElementById("content");
let held = []; // what was off when the list last came
export const off = () => main().dataset.off.split(" ").filter(Boolean);

function turn(hidden) {
  const row = below(120);
  const top = row?.getBoundingClientRect().top;
  main().dataset.off = hidden.join(" ");
  for (const part of document.querySelectorAll(".part:not(.waiting, .apart)")) refold(part, hidden);
  quieten(hidden);
  if (row) {
    const fold = row.closest(".fold");
    if (fold) fold.open = true;
    scrollBy({ top: row.getBoundingClientRect().top - top, behavior: "instant" });
  }
  label(hidden);
  paint(hidden);
}

/** Tell each switch where it stands and what it does next. */
function label(hidden) {
  const chips = [...document.querySelectorAll("#classes .chip[data-chip]")];
  const order = chips.map((chip) => chip.dataset.chip);
  for (const chip of chips) {
    const kind = chip.dataset.chip;
    chip.setAttribute("aria-pressed", String(!hidden.includes(kind)));
    chip.value = order.filter((each) => hidden.includes(each) !== (each === kind)).join(",");
  }
  for (const preset of document.querySelectorAll("#classes button.plainly")) {
    const now = hidden.join(",");
    preset.hidden = preset.value === now || (preset.dataset.quiet !== undefined && preset.dataset.quiet === now);
  }
}

function paint(hidden) {
  for (const tick of document.querySelectorAll(".strip a")) {
    const kind = tick.dataset.k.split(" ").find((each) => !hidden.includes(each));
    tick.firstElementChild.setAttribute("class", kind ? `c-${kind}` : "off");
  }
}

export function switches() {
  held = off();
  document.addEventListener("part", ({ detail }) => {
    if (!detail.matches(".waiting, .apart")) refold(detail, off());
  });
  document.getElementById("classes").addEventListener("click", (event) => {
    const chip = event.target.closest("button.chip");
    if (!chip || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const address = new URL(location);
    address.searchParams.set("off", chip.value);
    for (const name of ["from", "mend", "review", "change"]) address.searchParams.delete(name);
    address.hash = "";
    turn(chip.value.split(",").filter(Boolean));
    if (chip.hidden) document.querySelector("#classes .chip").focus();
    load(address).then((came) => {
      if (came) held = off();
      else if (came === false) turn(held);
    });
  });
  document.getElementById("fold")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    dispatchEvent(new CustomEvent("unfold"));
  });
}
