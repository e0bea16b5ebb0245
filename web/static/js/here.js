// Which change the reader is at: marked in the list and in the text, and marked again when either comes anew.

let at = null; // { change, row }

const link = () => at && document.querySelector(`.change > a[data-change="${CSS.escape(at.change)}"]`);

/** Return the id of the change one is at. */
export const here = () => at?.change;

/** Go to an entry of the list, by its link. */
export function mark(entry) {
  at = { change: entry.dataset.change, row: entry.hash.slice(1) };
  paint();
}

/** Return the places of the change one is at, in the parts of the text that are there. */
export const places = () => [...document.querySelectorAll(`[data-c~="${CSS.escape(here())}"]`)];

function paint() {
  for (const each of document.querySelectorAll(".here, .row.now, .cell.now")) each.classList.remove("here", "now");
  for (const each of document.querySelectorAll(".change > [aria-current]")) each.removeAttribute("aria-current");
  const entry = link();
  document.getElementById("step").textContent = entry ? step(entry) : "";
  entry?.setAttribute("aria-current", "true");
  if (!at) return;
  for (const each of places()) each.classList.add("here");
  document.getElementById(at.row)?.classList.add("now");
}

function step(entry) {
  const list = entry.closest("ol");
  return `${list.start + [...list.children].indexOf(entry.parentElement)}/${list.parentElement.dataset.total}`;
}

/** Scroll a list that scrolls by itself to one of its links, if that is out of sight; the page stays. */
export function bring(entry, rail) {
  if (!entry || rail.scrollHeight <= rail.clientHeight) return;
  const [box, around] = [entry.getBoundingClientRect(), rail.getBoundingClientRect()];
  if (box.top < around.top || box.bottom > around.bottom) rail.scrollTop += box.top - around.top - around.height / 3;
}

export function remember() {
  document.addEventListener("part", paint);
  document.addEventListener("entries", () => {
    paint();
    bring(link(), document.getElementById("changes"));
  });
}
