// A line of the list of chosen files: name and size, a bar while it is sent, what became of it; it can be cancelled.
// One for a report that came in another file stands below the line `above`, and has no size of its own.

export function row(form, file, above = null) {
  const list = form.querySelector(".chosen");
  const line = form.querySelector("template").content.firstElementChild.cloneNode(true);
  const [bar, outcome, cancel] = ["progress", ".outcome", ".cancel"].map((each) => line.querySelector(each));
  line.querySelector(".name").textContent = file.name;
  line.querySelector(".size").textContent = above ? "" : size(file.size);
  cancel.lastElementChild.textContent = ` ${file.name}`;
  bar.setAttribute("aria-label", `${bar.getAttribute("aria-label")} ${file.name}`);
  outcome.textContent = list.dataset.waiting;
  line.classList.toggle("inner", Boolean(above));
  if (above) above.line.after(line);
  else list.append(line);

  const each = {
    file,
    line,
    cancelled: false,
    onCancel: null,
    say: (text) => { outcome.textContent = text; },
    progress(part) {
      bar.hidden = false;
      bar.value = part;
    },
    reading() {
      bar.removeAttribute("value");
      cancel.hidden = true; // it is all there: what is kept cannot be held back any more
      each.say(list.dataset.reading);
    },
    open(address) {
      const link = line.querySelector(".open");
      link.href = address;
      link.hidden = false;
    },
    note(sentences = []) {
      for (const said of sentences) {
        const note = document.createElement("span");
        note.className = "left-out";
        note.textContent = said;
        line.append(note);
      }
    },
    done(state) {
      bar.hidden = cancel.hidden = true;
      line.classList.add(state);
    },
    remove: () => line.remove(),
  };
  cancel.addEventListener("click", () => {
    each.cancelled = true;
    each.done("failed");
    each.say(list.dataset.cancelled);
    each.onCancel?.();
    form.querySelector(".next:not([hidden]), input[type=file]:enabled, [name=series]").focus();
  });
  return each;
}

// as web/showing.py says sizes
function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${Math.floor(bytes / 1024)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
