// The change list: narrowed to a kind or to a state, followed to its end, with the form of one entry opened in it.
// The entry one is at stays the one, where the list still has it.  The server makes each piece; the address follows,
// so that the page can be loaded anew and sent to others.

import { askPage } from "./ask.js";
import { here } from "./here.js";

let shown = location.search;
let listed = location.href; // the address that the list on the page was made for
let counts = 0; // how often the states were counted
const aside = () => document.getElementById("changes");

async function piece(address, change) {
  const from = new URL(address, location.href);
  if (change) from.searchParams.set("change", change);
  const page = await askPage(`${location.pathname}/changes${from.search}`);
  return page && document.importNode(page.getElementById("changes"), true);
}

const told = () => document.dispatchEvent(new CustomEvent("entries"));

/** Put a list in place of the one that is there, with the focus on what is named. */
function put(fresh, focus) {
  aside().replaceWith(fresh);
  told();
  if (focus) aside().querySelector(focus)?.focus({ preventScroll: true });
}

/** Let the address say how the page has become, without asking for anything. */
export function readdress(address) {
  history.replaceState(history.state, "", address);
  shown = location.search;
}

/** Show the list as an address asks for it; tell whether it came: undefined where another was asked for meanwhile. */
export async function load(address, focus) {
  history.pushState({}, "", address);
  shown = location.search;
  aside().setAttribute("aria-busy", "true");
  const fresh = await piece(address, here());
  if (new URL(address, location.href).search !== location.search) return undefined;
  if (fresh) {
    listed = location.href;
    put(fresh, focus);
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

/** Show one entry as the address asks for it, with its form or without; one that the list has no more is taken out. */
export async function renew(entry, address) {
  const page = await piece(address, entry.id);
  if (!page) return;
  const fresh = page.querySelector(`#${CSS.escape(entry.id)}`);
  if (fresh) entry.replaceWith(fresh);
  else entry.remove();
  recount(page);
  told();
  fresh?.scrollIntoView({ block: "nearest" });
  (fresh?.querySelector("input[type=radio]:checked") ?? fresh?.querySelector("a"))?.focus({ preventScroll: true });
}

/** Show the list as it is now, at the place in the text where the reader is. */
export async function again(focus) {
  const fresh = await piece(location.href, here());
  if (fresh) put(fresh, focus);
}

/** Show how many entries are in each state, as a piece says it, or as it is now; of several counts the last one asked for. */
export async function recount(page) {
  const mine = ++counts;
  const now = page ?? (await piece(location.href));
  if (!now || mine !== counts) return;
  const [states, before] = [now, aside()].map((each) => each.querySelector(".states"));
  if (before && states) before.replaceWith(states);
  else if (states) aside().querySelector(".changes-head").after(states);
  else before?.remove();
  const [together, shut] = [now, aside()].map((each) => each.querySelector(".together"));
  if (together && shut && !shut.open) shut.replaceWith(together);
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
    else renew(link.closest(".change"), link.href);
  });
}
