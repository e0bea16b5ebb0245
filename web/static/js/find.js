// Searching in the passages, in all text or in changed text only.  Hits are painted by the browser's own
// highlights, so that the text is left as it is.

import { show } from "./walk.js";

const CHANGED = "del, ins, .fig, .phrase, .shift";

export function find() {
  const box = document.querySelector(".search");
  const field = document.getElementById("find");
  const only = document.getElementById("find-changed");
  const said = document.getElementById("found");
  if (!CSS.highlights) return {};
  let hits = [];
  let at = -1;
  box.hidden = false;

  const paint = () => {
    CSS.highlights.set("found", new Highlight(...hits));
    CSS.highlights.set("found-here", new Highlight(...(hits[at] ? [hits[at]] : [])));
    said.textContent = field.value ? `${hits.length ? at + 1 : 0}/${hits.length}` : "";
  };

  const search = () => {
    hits = field.value.trim() ? [...document.querySelectorAll(".cell :is(p, h2, h3, h4)")].flatMap((block) => within(block, field.value.trim(), only.checked)) : [];
    at = -1;
    paint();
  };

  const go = (step) => {
    if (!hits.length) return;
    at = (at + step + hits.length) % hits.length;
    paint();
    show(hits[at].startContainer.parentElement);
  };

  field.addEventListener("input", search);
  only.addEventListener("change", search);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    }
  });
  return {
    "/": () => field.select(),
    Escape: () => {
      field.value = "";
      search();
      field.blur();
    },
  };
}

/** Return the ranges of `words` inside a block; with `changed`, only those that a mark covers at least in part. */
function within(block, words, changed) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, from: text.length });
    text += walker.currentNode.data;
  }
  const found = [];
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
    const end = start + words.length;
    const touched = nodes.filter(({ node, from }) => from < end && from + node.length > start);
    if (changed && !touched.some(({ node }) => node.parentElement.closest(CHANGED))) continue;
    const range = new Range();
    range.setStart(touched[0].node, start - touched[0].from);
    range.setEnd(touched.at(-1).node, end - touched.at(-1).from);
    found.push(range);
  }
  return found;
}
