// The entry one is at is settled by a key: agreed, to check, ignored, open again; r opens its form.
// The server keeps it and answers with the words; the entry is changed in place, and the reader goes on.  So it is
// with what is written in the form; one that cannot be taken is sent as a page, which says what is wrong.

import { recount, renew } from "./entries.js";

const STATES = { a: "agreed", c: "check", i: "ignored", o: "open" };

export function review() {
  const here = () => document.querySelector(".change:has([aria-current])");
  const settle = async (state) => {
    const entry = here();
    const form = document.getElementById("review-by-key");
    if (!entry || !form) return;
    const said = new FormData(form);
    said.set("change", entry.id);
    said.set("state", state);
    const answer = await fetch(form.action, { method: "POST", body: said, headers: { Accept: "application/json" } });
    if (!answer.ok) return location.reload();
    const { label } = await answer.json();
    entry.className = entry.className.replace(/\br-\w+/, `r-${state}`);
    const opinions = entry.querySelector(".opinions");
    let now = opinions.querySelector(".opinion");
    if (!now) {
      now = document.createElement("span");
      now.append(document.createElement("b"));
      opinions.prepend(now, " ");
    }
    now.className = `opinion s-${state}`;
    now.querySelector("b").textContent = label;
    document.getElementById("step").textContent = label;
    await recount();
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest(".changes .settle");
    if (!form) return;
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    if (!answer.ok) return form.submit();
    await renew(form.closest(".change"), form.querySelector(".close").href);
  });
  const keys = { r: () => here()?.querySelector(".review")?.click() };
  for (const [key, state] of Object.entries(STATES)) keys[key] = () => settle(state);
  return keys;
}
