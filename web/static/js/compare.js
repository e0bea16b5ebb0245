// The compare page, made quicker: everything here is also there, slower, without it.
//
//   parts     a long text comes in parts, as one scrolls
//   walk      j k n p m, the buttons, a click on an entry: one change after another
//   here      the change one is at, marked again whenever the list or the text comes anew
//   exporting the export menu offers what the list is narrowed to
//   switches  the class switches and folding, without leaving the place one reads at
//   entries   the list is narrowed, followed to its end, reviewed in place
//   mending   the form of a row opens in the row, and a counterpart is chosen in the text
//   panes     two columns that scroll on their own are kept at the same place
//   find      / searches all text, or changed text only
//   review    a c i o settle the entry one is at
//   ask       what did not come is said, and the page stays as it is
//   follow    the outline and the strip say where one is

import { trouble } from "./ask.js";
import { entries } from "./entries.js";
import { exporting } from "./exporting.js";
import { find } from "./find.js";
import { unfold } from "./folds.js";
import { follow } from "./follow.js";
import { landed } from "./landed.js";
import { mending } from "./mending.js";
import { panes } from "./panes.js";
import { parts } from "./parts.js";
import { pick } from "./pick.js";
import { review } from "./review.js";
import { switches } from "./switches.js";
import { walk } from "./walk.js";

const typing = (target) => target.matches("input, select, textarea") || target.isContentEditable;

trouble();
parts();
entries();
switches();
exporting();
mending();
follow();
panes();
landed();
const picking = pick();
const keys = { ...walk(), ...find(), ...review(), f: unfold };
addEventListener("unfold", unfold);

const dialog = document.getElementById("keys");
document.addEventListener("click", (event) => {
  if (event.target.closest("#help")) dialog.showModal();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  if (event.key === "Escape") {
    const menu = document.querySelector(".menu[open]:focus-within");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
      return;
    }
    picking.Escape();
    keys.Escape?.();
  }
  if (typing(event.target)) return;
  if (event.key === "?") dialog.showModal();
  else if (event.key !== "Escape" && keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
});
