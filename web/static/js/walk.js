// One change after another: by weight (j, k, the list) or in the order of the text (n, p).

import { more } from "./entries.js";
import { beyond, place } from "./parts.js";
import { above, below } from "./rows.js";

export function show(target) {
  for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: target.offsetHeight > innerHeight / 2 ? "start" : "center", behavior: calm ? "auto" : "smooth" });
}

const links = () => [...document.querySelectorAll(".change > a")];
const current = () => document.querySelector(".change > [aria-current]");

let chosen; // the change that the reader is at, also where the list comes anew

function clear() {
  for (const each of document.querySelectorAll(".here, .row.now")) each.classList.remove("here", "now");
  for (const each of document.querySelectorAll(".change > [aria-current]")) each.removeAttribute("aria-current");
}

async function go(link) {
  if (!link) return;
  clear();
  chosen = link.dataset.change;
  link.setAttribute("aria-current", "true");
  if (!document.activeElement.closest("button, summary")) link.focus({ preventScroll: true }); // what is tabbed to next is its review
  link.scrollIntoView({ block: "nearest" });
  const list = link.closest("ol");
  document.getElementById("step").textContent = `${list.start + links().indexOf(link)}/${list.parentElement.dataset.total}`;
  history.replaceState(history.state, "", `#${link.dataset.change}`);
  const row = await place(link.hash.slice(1));
  if (current() !== link) return; // another was chosen while the text came
  const places = [...document.querySelectorAll(`[data-c~="${CSS.escape(link.dataset.change)}"]`)];
  for (const each of places) each.classList.add("here");
  row?.classList.add("now");
  const target = places.find((each) => row?.contains(each)) ?? row;
  if (target) show(target);
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
    const came = await more(true);
    if (!came) return go(at < 0 && came !== null ? links().at(-1) : undefined);
    return go(links()[links().length - before - 1 + Math.max(at, 0)]);
  }
  return go(links()[at - 1]);
}

const changed = { rows: ".row:not(.same)" };
const top = () => (document.querySelector(".classes")?.getBoundingClientRect().bottom ?? 0) + 20;
const turn = (row) => row?.scrollIntoView({ block: "start" });

async function down(retry = true) {
  const row = below(top(), { ...changed, starts: true });
  if (row || !retry) return turn(row);
  return (await beyond([...document.querySelectorAll(".row")].at(-1))) && down(false);
}

async function up(retry = true) {
  const row = above(top() - 30, changed);
  if (row || !retry) return turn(row);
  return (await beyond(document.querySelector(".row"), true)) && up(false);
}

/** The list, or an entry of it, came anew: what the reader is at is marked again. */
function renew() {
  links().find((link) => link.dataset.change === chosen)?.setAttribute("aria-current", "true");
  document.querySelector(".steps").hidden = links().length === 0;
  document.getElementById("next").onclick = next;
  document.getElementById("previous").onclick = previous;
}

export function walk() {
  document.addEventListener("entries", renew);
  const landed = links().find((link) => link.dataset.change === location.hash.slice(1)); // say, a review was saved
  chosen = landed?.dataset.change;
  renew();
  if (landed) addEventListener("load", () => landed.focus({ preventScroll: true })); // until then the browser takes it away
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".change > a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link);
  });
  const named = document.getElementById(location.hash.slice(1));
  if (named?.matches(".change") && !named.querySelector("form")) go(named.querySelector("a"));
  const here = () => document.querySelector(".row.now") ?? below(top(), changed);
  return { m: () => here()?.querySelector(".mend")?.click(), j: next, k: previous, n: () => down(), p: () => up() };
}
