// The parts of the text: those that wait are fetched as they come near, and those far off are put back to wait, so that
// a comparison of any length takes a bounded part of the memory.  What asks for a row gets it once its part is there.

import { askPage } from "./ask.js";

const KEPT = 16;
export const PAUSE = 3000; // milliseconds until what did not come is asked for again
let pixels = 1; // height that a character of both sides takes, as measured on a part that is there
const waiting = new Map();
let sought = null; // the part that was asked for last by what is in it: it stays, however long the way there

const passages = () => document.getElementById("passages");
const query = () => new URLSearchParams(location.search);

/** Fetch one part, named by its number or by a row in it, and put it in place of what stands there; none if none came. */
export async function fetched(asked) {
  const address = query();
  for (const name of ["at", "part", "mend", "review", "from"]) address.delete(name);
  for (const [name, value] of Object.entries(asked)) address.set(name, value);
  const page = await askPage(`${location.pathname}/part?${address}`);
  if (!page) return page;
  const part = document.importNode(page.querySelector(".part"), true);
  const before = document.getElementById(part.id);
  const focused = before.contains(document.activeElement);
  if ("at" in asked) sought = part.id;
  part.style.contentVisibility = "visible"; // it takes its own height at once, not a guess that what stands below jumps by
  before.replaceWith(part);
  requestAnimationFrame(() => requestAnimationFrame(() => (part.style.contentVisibility = "")));
  if (focused) Object.assign(part, { tabIndex: -1 }).focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("part", { detail: part }));
  return part;
}

/** Fetch a part that waits; asked twice, it is fetched once. */
function open(part) {
  const { id } = part;
  if (!waiting.has(id)) {
    const done = fetched({ part: part.dataset.part }).finally(() => waiting.delete(id));
    waiting.set(id, done);
  }
  return waiting.get(id);
}

/** Return the element that has an id, fetching the part that holds it where it is not there yet. */
export async function place(id) {
  const there = document.getElementById(id);
  if (there) sought = there.closest(".part")?.id;
  if (there && !there.matches(".part.waiting")) return there;
  if (there) return open(there);
  if (!document.querySelector(".part.waiting")) return null;
  await fetched({ at: id });
  return document.getElementById(id);
}

/** Open the next part that waits after (or before) an element, if one does. */
export async function beyond(element, back = false) {
  const all = [...document.querySelectorAll(".part")];
  const at = element ? all.indexOf(element.closest(".part")) : -1;
  const rest = back ? all.slice(0, Math.max(at, 0)).reverse() : all.slice(at + 1);
  const next = rest.find((part) => part.matches(".waiting"));
  return next ? open(next) : null;
}

const guess = (part) => `${Math.max(Math.round(part.dataset.characters * pixels), 60)}px`;

/** Measure how high a character stands at this width: a phone takes three times what a wide screen does. */
function measure() {
  const part = [...document.querySelectorAll(".part:not(.waiting)")].find((each) => each.dataset.characters > 0);
  if (!part) return;
  part.style.contentVisibility = "visible";
  pixels = part.getBoundingClientRect().height / part.dataset.characters;
  part.style.contentVisibility = "";
}

export function parts() {
  measure();
  for (const part of document.querySelectorAll(".part")) part.style.containIntrinsicHeight = `auto ${guess(part)}`;
  if (!document.querySelector(".part.waiting")) return;
  const near = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) if (isIntersecting && target.matches(".waiting")) come(target);
  }, { rootMargin: "1200px 0px" });
  const come = async (part) => {
    if ((await open(part)) !== undefined) return;
    near.unobserve(part);
    setTimeout(() => part.isConnected && near.observe(part), PAUSE);
  };
  const watch = (part) => {
    if (part.matches(".waiting")) part.style.minHeight ||= guess(part);
    near.observe(part);
  };
  document.querySelectorAll(".part").forEach(watch);
  document.addEventListener("part", ({ detail }) => {
    watch(detail);
    tidy();
  });
}

/** Put the parts farthest from what is being read back to wait, where more than a few are open. */
function tidy() {
  const open = [...passages().querySelectorAll(".part:not(.waiting)")];
  if (open.length <= KEPT) return;
  const middle = innerHeight / 2;
  const far = (part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return top > middle ? top - middle : Math.max(middle - bottom, 0);
  };
  const idle = open.filter((part) => part.id !== sought && !part.querySelector("form, .now, :focus")).sort((a, b) => far(b) - far(a));
  for (const part of idle.slice(0, open.length - KEPT)) {
    const { height } = part.getBoundingClientRect();
    const link = document.createElement("a");
    link.href = `?part=${part.dataset.part}#${part.id}`;
    link.textContent = "…";
    part.replaceChildren(link);
    part.classList.add("waiting");
    part.style.minHeight = `${height}px`;
  }
}
