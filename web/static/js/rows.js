// Rows by where they are on the screen.  Parts that are out of sight are not laid out, so only those that can hold the
// answer are measured.

const shown = (row) => !row.closest("details:not([open])");

/** Return the first row that ends (or, with `starts`, begins) below a line of the window. */
export function below(line, { rows = ".row", starts = false } = {}) {
  const edge = starts ? "top" : "bottom";
  for (const part of document.querySelectorAll(".part:not(.waiting)")) {
    if (part.getBoundingClientRect().bottom <= line) continue;
    const found = [...part.querySelectorAll(rows)].find((row) => shown(row) && row.getBoundingClientRect()[edge] > line);
    if (found) return found;
  }
  return undefined;
}

/** Return the last row that begins above a line of the window. */
export function above(line, { rows = ".row" } = {}) {
  for (const part of [...document.querySelectorAll(".part:not(.waiting)")].reverse()) {
    if (part.getBoundingClientRect().top >= line) continue;
    const found = [...part.querySelectorAll(rows)].findLast((row) => shown(row) && row.getBoundingClientRect().top < line);
    if (found) return found;
  }
  return undefined;
}
