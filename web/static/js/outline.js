// Repairing an outline: each choice shows at once how the line will be read, keys move and choose, nothing is lost unsaved.

const form = document.getElementById("lines");
const pending = form.querySelector(".pending");
const selects = [...form.querySelectorAll(".line select")];
const KEYS = { 1: "heading1", 2: "heading2", 3: "heading3", p: "paragraph", i: "item", c: "continues", x: "furniture", u: "undo" };

const touched = (select) => !select.options[select.selectedIndex].defaultSelected;

function look(select) {
  const line = select.closest(".line");
  const kind = select.value === "undo" ? select.dataset.found : select.value;
  line.classList.remove(line.dataset.kind);
  line.classList.add(kind);
  line.dataset.kind = kind;
  line.classList.toggle("touched", touched(select));
}

function count() {
  const number = selects.filter(touched).length;
  pending.textContent = number ? pending.dataset.pending.replace("#", number) : "";
  return number;
}

function go(step) {
  const here = selects.indexOf(document.activeElement);
  const top = form.querySelector(".bar").getBoundingClientRect().bottom;
  const next = here >= 0 ? selects[here + step] : selects.find((each) => each.getBoundingClientRect().top > top);
  next?.focus({ preventScroll: true });
  next?.closest(".line").scrollIntoView({ block: "nearest" });
}

form.addEventListener("change", (event) => {
  if (!selects.includes(event.target)) return;
  look(event.target);
  count();
});

addEventListener("keydown", (event) => {
  const select = document.activeElement;
  if (event.ctrlKey || event.metaKey || event.altKey || (!selects.includes(select) && select?.matches("input, select"))) return;
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    go(event.key === "j" ? 1 : -1);
  } else if (selects.includes(select) && event.key in KEYS) {
    event.preventDefault();
    const kind = KEYS[event.key];
    const option = [...select.options].find((each) => each.value === (kind === select.dataset.found ? "undo" : kind));
    if (!option) return;
    option.selected = true;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

let sent = false;
form.addEventListener("submit", () => {
  sent = true;
});
addEventListener("beforeunload", (event) => {
  if (!sent && count()) event.preventDefault();
});

document.querySelector(".keys").hidden = false;
