// Rows by where they are on the screen.  Parts that are out of sight are not laid out, so only those that can hold the
// answer are measured.

const PARTS = ".part:not(.waiting)";
const shown = (row) => !row.closest("details:not([open])");

/** Return the first row that ends (or, with `starts`, begins) below a line of the window. */
export function below(line, { rows = ".row", within = PARTS, starts = false } = {}) {
  const edge = starts ? "top" : "bottom";
  for (const part of document.querySelectorAll(within)) {
    if (part.getBoundingClientRect().bottom <= line) continue;
    const found = [...part.querySelectorAll(rows)].find((row) => shown(row) && row.getBoundingClientRect()[edge] > line);
    if (found) return found;
  }
  return undefined;
}

/** Return the last row that begins above a line of the window. */
export function above(line, { rows = ".row", within = PARTS } = {}) {
  for (const part of [...document.querySelectorAll(within)].reverse()) {
    if (part.getBoundingClientRect().top >= line && !part.scrollTop) continue; // one that scrolls has more above
    const found = [...part.querySelectorAll(rows)].findLast((row) => shown(row) && row.getBoundingClientRect().top < line);
    if (found) return found;
  }
  return undefined;
}
