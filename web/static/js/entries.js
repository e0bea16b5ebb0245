// The change list: narrowed to a kind or to a state, followed to its end, with the form of one entry opened in it.
// The server makes each piece; the address follows, so that the page can be loaded anew and sent to others.

import { askPage } from "./ask.js";

let shown = location.search;
let listed = location.href; // the address that the list on the page was made for
const aside = () => document.getElementById("changes");

async function piece(address) {
  const from = new URL(address, location.href);
  const page = await askPage(`${location.pathname}/changes${from.search}`);
  return page && document.importNode(page.getElementById("changes"), true);
}

const told = () => document.dispatchEvent(new CustomEvent("entries"));

/** Show the list as an address asks for it; tell whether it came: undefined where another was asked for meanwhile. */
export async function load(address, focus) {
  history.pushState({}, "", address);
  shown = location.search;
  aside().setAttribute("aria-busy", "true");
  const fresh = await piece(address);
  if (new URL(address, location.href).search !== location.search) return undefined;
  if (fresh) {
    listed = location.href;
    aside().replaceWith(fresh);
    told();
    if (focus) aside().querySelector(focus)?.focus({ preventScroll: true });
    return true;
  }
  aside().removeAttribute("aria-busy");
  history.replaceState({}, "", listed);
  shown = location.search;
  return false;
}

/** Add the next (or the earlier) stretch to the list; tell whether there was one: null where it did not come. */
export async function more(back = false) {
  const link = aside().querySelector(back ? ".more.earlier" : ".more.later");
  if (!link) return false;
  const focused = document.activeElement === link;
  const fresh = await piece(link.href);
  if (!fresh) return null;
  const [list, added] = [aside().querySelector("#entries ol"), fresh.querySelectorAll("#entries li.change")];
  const known = new Set([...list.children].map((each) => each.id));
  const missing = [...added].filter((each) => !known.has(each.id));
  if (back) {
    list.prepend(...missing);
    list.start = fresh.querySelector("#entries ol").start;
  } else list.append(...missing);
  const next = fresh.querySelector(back ? ".more.earlier" : ".more.later");
  if (next) link.replaceWith(next);
  else link.remove();
  told();
  if (focused) missing.at(back ? -1 : 0)?.querySelector("a").focus();
  return true;
}

/** Show the form of one entry, or put it away. */
async function reopen(link) {
  const entry = link.closest(".change");
  const list = await piece(link.href);
  if (!list) return;
  const fresh = list.querySelector(`#${CSS.escape(entry.id)}`);
  if (!fresh) return location.assign(link.href);
  entry.replaceWith(fresh);
  told();
  fresh.scrollIntoView({ block: "nearest" });
  fresh.querySelector("input[type=radio]:checked, .review")?.focus({ preventScroll: true });
}

export function entries() {
  addEventListener("popstate", () => {
    if (location.search !== shown) location.reload();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".changes :is(.lists a, a.more, .review, .reviewing .close)");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.matches(".more")) more(link.matches(".earlier"));
    else if (link.matches(".lists a")) load(link.href, `${link.closest(".states") ? ".states" : ".lists:not(.states)"} [aria-current]`);
    else {
      const address = new URL(link.href);
      if (link.matches(".close")) address.searchParams.set("change", link.closest(".change").id);
      link.href = address;
      reopen(link);
    }
  });
}
