// One change after another: by weight (j, k, the list) or in the order of the text (n, p).

import { more } from "./entries.js";
import { here, mark, places, remember } from "./here.js";
import { beyond, place } from "./parts.js";
import { above, below } from "./rows.js";

export function show(target) {
  for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: target.offsetHeight > innerHeight / 2 ? "start" : "center", behavior: calm ? "auto" : "smooth" });
}

const links = () => [...document.querySelectorAll(".change > a")];
const current = () => document.querySelector(".change > [aria-current]");

async function go(link) {
  if (!link) return;
  mark(link);
  if (!document.activeElement.closest("button, summary")) link.focus({ preventScroll: true }); // what is tabbed to next is its review
  link.scrollIntoView({ block: "nearest" });
  history.replaceState(history.state, "", `#${link.dataset.change}`);
  await reach(link);
}

async function reach(link) {
  const row = await place(link.hash.slice(1));
  if (here() !== link.dataset.change) return; // another was chosen while the text came
  const target = places().find((each) => row?.contains(each)) ?? row;
  if (target) show(target);
}

/** The address names an entry of the list: that is where one is, and the text comes to it where both are in sight. */
function arrive() {
  const link = document.querySelector(`.change[id="${CSS.escape(location.hash.slice(1))}"] > a`);
  if (!link) return;
  mark(link);
  if (!link.parentElement.querySelector("form")) {
    addEventListener("load", () => link.focus({ preventScroll: true })); // until then the browser takes it away
  }
  if (getComputedStyle(document.getElementById("changes")).position === "sticky") reach(link);
}

async function next() {
  const at = links().indexOf(current());
  const came = at < links().length - 1 || (await more());
  return came === null ? undefined : go(links()[came ? at + 1 : 0]);
}

async function previous() {
  const at = links().indexOf(current());
  if (at <= 0) {
    const before = links().length;
    if (at < 0) return go(links()[0]);
    return (await more(true)) && go(links()[links().length - before - 1]);
  }
  return go(links()[at - 1]);
}

const pane = document.querySelector(".pane.new");
const changed = pane ? { rows: ".cell:not(.same)", within: ".pane.new" } : { rows: ".row:not(.same)" };
const top = () => (pane ? pane.getBoundingClientRect().top : document.querySelector(".classes").getBoundingClientRect().bottom) + 20;
const turn = (row) => row?.scrollIntoView({ block: "start" });

async function down(retry = true) {
  const row = below(top(), { ...changed, starts: true });
  if (row || pane || !retry) return turn(row);
  return (await beyond([...document.querySelectorAll(".row")].at(-1))) && down(false);
}

async function up(retry = true) {
  const row = above(top() - 30, changed);
  if (row || pane || !retry) return turn(row);
  return (await beyond(document.querySelector(".row"), true)) && up(false);
}

/** The list came anew, with its buttons. */
function renew() {
  document.querySelector(".steps").hidden = links().length === 0;
  document.getElementById("next").onclick = next;
  document.getElementById("previous").onclick = previous;
}

export function walk() {
  document.addEventListener("entries", renew);
  renew();
  remember();
  arrive();
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".change > a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link);
  });
  const row = () => document.querySelector(".row.now, .pane .now") ?? below(top(), changed);
  const mend = () => (pane ? aside(row()) : row()?.querySelector(".mend")?.click());
  return { m: mend, j: next, k: previous, n: () => down(), p: () => up() };
}

/** A form has no room in a pane: its row is opened side by side. */
function aside(cell) {
  if (!cell) return;
  const address = new URL(location);
  address.searchParams.delete("view");
  address.searchParams.set("mend", cell.dataset.row);
  address.hash = "ties";
  location.assign(address);
}
