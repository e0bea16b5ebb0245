// Asking the server from a page that stays as it is: the text of the answer, or none and a sentence in sight on why.
// The sentence is the server's own where it gave one; it goes when the same is answered, or when it is closed.

const box = () => document.getElementById("trouble");
const open = new Map(); // what was asked for in vain → the sentence on it
let before = null; // where the reader was when the first came

function say(asked, sentence) {
  if (sentence && !open.size) before = document.activeElement;
  open.delete(asked);
  if (sentence) open.set(asked, sentence);
  box().firstElementChild.textContent = [...open.values()].at(-1) ?? "";
}

/** Return the answer to a request: null where it was refused, undefined where none came; `lost` names what is said then. */
export async function ask(address, { lost = "lost", ...options } = {}) {
  const asked = new URL(address, location.href).pathname;
  try {
    const answer = await fetch(address, { ...options, headers: { Accept: "application/json" } }); // so are errors answered
    const text = await answer.text();
    say(asked, answer.ok ? "" : JSON.parse(text).error);
    return answer.ok ? text : null;
  } catch {
    say(asked, box().dataset[lost]);
    return undefined;
  }
}

/** Return an answer of the server as a page; as `ask` where none came. */
export async function askPage(address) {
  const text = await ask(address);
  return text ? new DOMParser().parseFromString(text, "text/html") : text;
}

export function trouble() {
  box().querySelector("button").addEventListener("click", () => {
    open.clear();
    box().firstElementChild.textContent = "";
    (before?.isConnected ? before : document.querySelector("#classes .chip")).focus({ preventScroll: true });
  });
}
