// Links to a place in a text of several parts: inside the page, from elsewhere, and by an address that names no part.

import { place } from "./parts.js";

async function reach(id) {
  const target = await place(id);
  if (!target) return;
  for (let up = target; up; up = up.parentElement) if (up.localName === "details") up.open = true;
  target.scrollIntoView({ block: "start" });
}

export function landed() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id && !document.getElementById(id)) {
    if (/^c[0-9a-f]+$/.test(id) && new URLSearchParams(location.search).get("change") !== id) {
      const address = new URL(location);
      address.searchParams.set("change", id);
      location.replace(address);
    } else reach(id);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".outline a, .passages a, .strip a");
    const hash = link && (link.hash ?? new URL(link.href.baseVal, location.href).hash);
    if (!hash || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const address = new URL(link.href.baseVal ?? link.href, location.href);
    if (link.matches(".mend, .hand, .close, .waiting a") || address.pathname !== location.pathname) return;
    if (!address.searchParams.has("at")) return; // a place of this page: the browser knows it
    event.preventDefault();
    history.replaceState(history.state, "", hash);
    reach(hash.slice(1));
  });
}
