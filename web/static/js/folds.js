// What shows no change is folded to one line: again, when a class is switched on or off.

import { readdress } from "./entries.js";

/** Fold the rows of a part anew; the texts of the folds come with the page. */
export function refold(part, off) {
  const rows = [...part.querySelectorAll(".row")];
  const opened = unfolded() || part.querySelector(".fold[open]") !== null;
  const { folded, quiet } = document.getElementById("passages").dataset;
  for (const fold of part.querySelectorAll(".fold")) fold.replaceWith(...fold.querySelectorAll(":scope > .row"));
  for (const row of rows) row.classList.toggle("same", same(row, off));
  let run = [];
  const close = () => {
    if (run.length) {
      const fold = Object.assign(document.createElement("details"), { className: "fold", open: opened });
      const said = document.createElement("span");
      said.textContent = (run.every((row) => row.matches(".exact")) ? folded : quiet).replace("#", run.length);
      fold.append(document.createElement("summary"));
      fold.firstChild.append(said);
      run[0].before(fold);
      fold.append(...run);
    }
    run = [];
  };
  for (const row of rows) {
    if (row.matches(".text.same") && !row.querySelector(".ties")) run.push(row);
    else close();
  }
  close();
}

/** Tell of what stands in the panes, where nothing is folded, which shows no change. */
export function quieten(off) {
  for (const cell of document.querySelectorAll(".pane .cell")) cell.classList.toggle("same", same(cell, off));
}

/** Tell whether a row shows no change without some classes, as the server does: a phrase alone is none. */
function same(row, off) {
  if (row.matches(".pointer") || "cut" in row.dataset) return false;
  return (row.dataset.k ?? "").split(" ").every((kind) => !kind || kind === "formulation" || off.includes(kind));
}

const unfolded = () => new URLSearchParams(location.search).get("fold") === "no";

/** Open what is folded, or fold it; the address says which, for parts that are yet to come and the page loaded anew. */
export function unfold() {
  const chip = document.getElementById("fold");
  if (!chip) return;
  const open = !unfolded();
  for (const fold of document.querySelectorAll(".part:not(.apart) > .fold")) fold.open = open;
  const address = new URL(location);
  if (open) address.searchParams.set("fold", "no");
  else address.searchParams.delete("fold");
  readdress(address);
  chip.textContent = chip.dataset[open ? "fold" : "unfold"];
}
