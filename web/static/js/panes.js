// Two columns that scroll on their own, kept at the same place by what is linked: the paragraph at the top of the one
// that the reader moves takes its counterpart along in the other.  A tick parts them.

export function panes() {
  const both = [...document.querySelectorAll(".pane")];
  if (both.length !== 2) return;
  const together = document.getElementById("together");
  document.getElementById("tie-panes").hidden = false;
  const cells = both.map((pane) => [...pane.children]);
  const partner = cells.map((own, side) => {
    const others = new Map();
    for (const cell of cells[1 - side]) if (!others.has(cell.dataset.row)) others.set(cell.dataset.row, cell);
    return own.map((cell) => others.get(cell.dataset.row));
  });
  const led = [null, null]; // where each pane was put to follow the other: arriving there is no move of the reader's

  const top = (cell) => cell.offsetTop; // a pane is what its cells are measured from
  const follow = (side) => {
    const [pane, other] = [both[side], both[1 - side]];
    const line = pane.scrollTop + 20;
    let at = cells[side].findIndex((cell) => top(cell) + cell.offsetHeight > line);
    if (at < 0) at = cells[side].length - 1;
    let [before, after] = [at, at + 1];
    while (before >= 0 && !partner[side][before]) before -= 1;
    while (after < cells[side].length && !partner[side][after]) after += 1;
    if (before < 0) return lead(1 - side, 0);
    const from = top(cells[side][before]);
    const to = after < cells[side].length ? top(cells[side][after]) : from + cells[side][before].offsetHeight;
    const start = top(partner[side][before]);
    const end = after < cells[side].length ? top(partner[side][after]) : start + partner[side][before].offsetHeight;
    const share = Math.min(Math.max((pane.scrollTop - from) / Math.max(to - from, 1), 0), 1);
    const length = end > start ? end - start : partner[side][before].offsetHeight;
    return lead(1 - side, start + share * length);
  };
  const lead = (side, to) => {
    both[side].scrollTop = to;
    led[side] = both[side].scrollTop;
  };

  both.forEach((pane, side) => {
    pane.addEventListener("scroll", () => {
      if (!together.checked || pane.scrollTop === led[side]) return;
      led[side] = null;
      follow(side);
    }, { passive: true });
  });
}
