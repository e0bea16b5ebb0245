// Choosing a counterpart by clicking it in the text; the list in the form offers the same without.

let stop = null;

export function pick() {
  stop?.abort();
  stop = null;
  for (const button of document.querySelectorAll("[data-pick]")) {
    button.hidden = false;
    button.onclick = () => begin(button.closest("form"), button.dataset.pick);
  }
  return { Escape: () => stop?.abort() };
}

function begin(form, side) {
  stop?.abort();
  const { signal } = (stop = new AbortController());
  const passages = document.getElementById("passages");
  passages.dataset.picking = side;
  signal.addEventListener("abort", () => delete passages.dataset.picking);
  const choose = (event) => {
    const paragraph = event.target.closest(`.cell.${side} [data-b]`);
    if (!paragraph) return;
    event.preventDefault();
    stop.abort();
    mark(form, side, paragraph);
    form.scrollIntoView({ block: "center" });
  };
  passages.addEventListener("click", choose, { signal });
}

/** Tick the paragraph in the form, with a line of its own where the list has none. */
function mark(form, side, paragraph) {
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  let box = boxes.find((each) => each.value === paragraph.dataset.b);
  if (!box) {
    const label = document.createElement("label");
    label.lang = "zh-CN";
    box = Object.assign(document.createElement("input"), { type: "checkbox", name: side, value: paragraph.dataset.b });
    label.append(box, ` ${[...paragraph.textContent].slice(0, 48).join("")}…`);
    form.querySelector("select").before(label);
  }
  box.checked = true;
  box.focus({ preventScroll: true });
}
