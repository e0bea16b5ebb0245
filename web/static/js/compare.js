// The compare page, made quicker: everything here is also there, slower, without it.
//
//   walk      j k n p m, the buttons, a click on an entry: one change after another
//   switches  the class switches and folding, without leaving the place one reads at
//   find      / searches all text, or changed text only
//   pick      the counterpart of a link that is mended is chosen in the text
//   review    a c i o settle the entry one is at
//   follow    the outline and the strip say where one is

import { find } from "./find.js";
import { follow } from "./follow.js";
import { pick } from "./pick.js";
import { review } from "./review.js";
import { switches } from "./switches.js";
import { walk } from "./walk.js";

const typing = (target) => target.matches("input, select, textarea") || target.isContentEditable;

const start = () => {
  const picking = pick();
  const keys = { ...walk(), ...find(), ...review() };
  const { Escape } = keys;
  keys.Escape = () => {
    picking.Escape();
    Escape?.();
  };
  follow();
  return keys;
};

let keys = start();
switches(() => {
  keys = start();
});

const dialog = document.getElementById("keys");
document.addEventListener("click", (event) => {
  if (event.target.closest("#help")) dialog.showModal();
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  if (event.key === "Escape") keys.Escape?.();
  if (typing(event.target)) return;
  if (event.key === "?") dialog.showModal();
  else if (event.key === "f") unfold();
  else if (keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
});

function unfold() {
  const folds = [...document.querySelectorAll("details.fold")];
  const open = folds.some((fold) => !fold.open);
  for (const fold of folds) fold.open = open;
}
