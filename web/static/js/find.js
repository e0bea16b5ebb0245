// Searching in the passages, in all text or in changed text only.  Of a text that is not all here the server says how
// often each part holds the words; a part is fetched when its first hit is gone to.

import { ask } from "./ask.js";
import { PAUSE, place } from "./parts.js";
import { ranges } from "./ranges.js";
import { show } from "./walk.js";

const TYPING = 250; // milliseconds until the typing has paused

export function find() {
  const box = document.querySelector(".search");
  const field = document.getElementById("find");
  const only = document.getElementById("find-changed");
  const said = document.getElementById("found");
  if (!CSS.highlights) return {};
  let counts = [];
  let at = null; // { part, number }: the hit gone to, by its part and its place among the hits there
  let asked = 0;
  let before = null; // where the reader was when / was pressed
  box.hidden = false;

  const words = () => field.value.trim();
  const parts = () => [...document.querySelectorAll(".part, .pane")];
  const hits = (part) => (words() && !part.matches(".waiting") ? ranges(part, words(), only.checked) : []);

  const paint = () => {
    const all = parts().map(hits);
    const here = at && all[at.part]?.[at.number];
    CSS.highlights.set("found", new Highlight(...all.flat()));
    CSS.highlights.set("found-here", new Highlight(...(here ? [here] : [])));
    const before = at ? counts.slice(0, at.part).reduce((sum, count) => sum + count, 0) + at.number + 1 : 0;
    said.textContent = words() ? `${before}/${counts.reduce((sum, count) => sum + count, 0)}` : "";
    return here;
  };

  const search = async () => {
    const mine = ++asked;
    at = null;
    counts = parts().map((part) => hits(part).length);
    paint();
    if (!words() || !document.querySelector(".part.waiting")) return;
    const query = new URLSearchParams(location.search);
    query.set("q", words());
    if (only.checked) query.set("changed", "1");
    let answer;
    for (let wait = TYPING; answer === undefined; wait = PAUSE) { // none came: it is asked for again, as a part is
      await new Promise((done) => setTimeout(done, wait));
      if (mine !== asked) return;
      answer = await ask(`${location.pathname}/find?${query}`);
    }
    if (!answer || mine !== asked) return;
    counts = JSON.parse(answer);
    paint();
  };

  const go = async (step) => {
    if (!counts.some(Boolean)) return;
    let { part, number } = at ?? { part: step > 0 ? 0 : counts.length - 1, number: step > 0 ? -1 : counts.at(-1) };
    number += step;
    while (number < 0 || number >= counts[part]) {
      part = (part + step + counts.length) % counts.length;
      number = step > 0 ? 0 : counts[part] - 1;
    }
    at = { part, number };
    const there = parts()[part];
    if (there.matches(".waiting")) await place(there.id);
    const here = paint();
    if (here) show(here.startContainer.parentElement);
  };

  field.addEventListener("input", search);
  only.addEventListener("change", search);
  document.addEventListener("part", paint);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    }
  });
  return {
    "/": () => {
      before = document.activeElement;
      field.select();
    },
    Escape: () => {
      field.value = "";
      search();
      if (document.activeElement !== field) return;
      field.blur();
      if (before?.isConnected) before.focus({ preventScroll: true });
    },
  };
}
