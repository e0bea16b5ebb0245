// The entry one is at is settled by a key: agreed, to check, ignored, open again; r opens its form.
// The server keeps it and answers with what holds now; the entry is changed in place, and the reader goes on.  So it is
// with what is written in the form, and with what is taken back there.

import { ask } from "./ask.js";
import { again, recount, renew } from "./entries.js";

const STATES = { a: "agreed", c: "check", i: "ignored", o: "open" };

/** Put what a person thinks of an entry before what others do, in place of what the same person said. */
function show(entry, { state, label, person, note }) {
  const all = entry.querySelector(".opinions");
  const mine = [...all.querySelectorAll(".opinion")].find((each) => (each.querySelector(".who")?.textContent ?? "") === person);
  mine?.remove();
  const now = document.createElement("span");
  now.className = `opinion s-${state}`;
  for (const [tag, name, text] of [["b", "", label], ["span", "who", person], ["span", "note-said", note]]) {
    if (text) now.append(Object.assign(document.createElement(tag), { className: name, textContent: text }), " ");
  }
  all.prepend(now, " ");
  entry.className = entry.className.replace(/\br-\w+/, `r-${state}`);
}

export function review() {
  const here = () => document.querySelector(".change:has([aria-current])");
  let before = Promise.resolve(); // one is kept after another: what was pressed last is what holds
  const settle = (state) => {
    const entry = here();
    const form = document.getElementById("review-by-key");
    if (!entry || !form) return;
    const said = new FormData(form);
    said.set("change", entry.id);
    said.set("state", state);
    const next = () => keep(form, said);
    before = before.then(next, next);
  };
  const keep = async (form, said) => {
    const answer = await ask(form.action, { method: "POST", body: said, lost: "unsaved" });
    if (!answer) return;
    const kept = JSON.parse(answer);
    const shown = document.getElementById(said.get("change")); // the list may have come anew meanwhile
    if (shown) show(shown, kept);
    document.getElementById("step").textContent = kept.label;
    recount();
  };
  document.addEventListener("submit", async (event) => {
    const many = event.target.closest(".changes .several"); // entries that are settled, or taken back, together
    if (many) {
      event.preventDefault();
      const list = many.closest(".changes");
      if (list.ariaBusy) return; // the first press is on its way
      list.ariaBusy = "true";
      const body = new FormData(many, event.submitter);
      if (await ask(many.action, { method: "POST", body, lost: "unsaved" })) await again(".before button, .together > summary");
      list.ariaBusy = null;
      return;
    }
    const form = event.target.closest(".change :is(.settle, .word)"); // what is said, or taken back
    if (!form) return;
    event.preventDefault();
    const entry = form.closest(".change");
    const answer = await ask(form.action, { method: "POST", body: new FormData(form), lost: "unsaved" });
    if (answer) await renew(entry, entry.querySelector(".close").href);
  });
  const keys = { r: () => here()?.querySelector(".review")?.click() };
  for (const [key, state] of Object.entries(STATES)) keys[key] = () => settle(state);
  return keys;
}
