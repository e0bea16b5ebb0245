// The form in which the links of a row are mended opens in the row, without loading the page anew.

import { pick } from "./pick.js";
import { fetched } from "./parts.js";

export function mending() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest(".part :is(.mend, .hand, .ties .close)");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const row = link.closest(".row").id;
    for (const other of document.querySelectorAll(".ties")) {
      if (other.closest(".part") !== link.closest(".part")) await fetched({ part: other.closest(".part").dataset.part });
    }
    const opened = link.matches(".close") ? null : row;
    const top = document.getElementById(row).getBoundingClientRect().top;
    if (!(await fetched(opened ? { mend: row } : { part: link.closest(".part").dataset.part }))) return;
    pick();
    const again = document.getElementById(row);
    for (let up = again; up; up = up.parentElement) if (up.localName === "details") up.open = true;
    scrollBy({ top: again.getBoundingClientRect().top - top, behavior: "instant" });
    const form = again.querySelector(".ties");
    form?.scrollIntoView({ block: "nearest" });
    const first = form ? "button, summary, input:not([type=hidden])" : ".mend";
    (form ?? again).querySelector(first)?.focus({ preventScroll: true });
  });
}
