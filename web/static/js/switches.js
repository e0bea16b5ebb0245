// The class switches, the lists to choose from, and the row to mend: the server says how the page looks; here it is fetched and put
// in place, and the reader keeps the passage being read.

export function switches(renewed) {
  let shown = location.search;
  const load = async (address, remember) => {
    const anchor = [...document.querySelectorAll(".row")].find((row) => row.getBoundingClientRect().bottom > 120);
    const offset = anchor?.getBoundingClientRect().top;
    document.body.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of ["#classes", "#content"]) {
        document.querySelector(part).replaceWith(document.importNode(page.querySelector(part), true));
      }
    } catch {
      location.assign(address);
      return;
    } finally {
      document.body.removeAttribute("aria-busy");
    }
    if (remember) history.pushState({}, "", address);
    shown = location.search;
    const again = anchor && document.getElementById(anchor.id);
    if (again) {
      for (let up = again; up; up = up.parentElement) if (up.localName === "details") up.open = true;
      scrollBy({ top: again.getBoundingClientRect().top - offset, behavior: "instant" });
    }
    renewed();
  };

  document.addEventListener("click", (event) => {
    const chip = event.target.closest("#classes .chip, .lists a, .mend, .hand, .ties .close, .review, .reviewing .close");
    if (!chip || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    let address = chip.href;
    if (!address) {
      const asked = new URLSearchParams(new FormData(chip.form));
      asked.set("off", chip.value);
      address = `${location.pathname}?${asked}`;
    }
    const which = chip.value === undefined ? null : [...chip.parentElement.children].indexOf(chip);
    load(address, true).then(() => {
      const ties = document.querySelector(".ties");
      if (chip.closest(".row")) {
        ties?.scrollIntoView({ block: "nearest" });
        ties?.querySelector("button, summary, input:not([type=hidden])")?.focus({ preventScroll: true });
      }
      else if (chip.closest(".change")) {
        const entry = document.getElementById(chip.closest(".change").id);
        for (let up = entry; up; up = up.parentElement) if (up.localName === "details") up.open = true;
        entry?.scrollIntoView({ block: "nearest" });
        entry?.querySelector("input[type=radio]:checked, .review")?.focus({ preventScroll: true });
      }
      else if (chip.closest(".lists")) document.querySelector(".lists [aria-current]")?.focus({ preventScroll: true });
      else if (which !== null) document.querySelector("#classes").querySelectorAll(".chip")[which]?.focus({ preventScroll: true });
    });
  });
  addEventListener("popstate", () => {
    if (location.search !== shown) load(location.href, false);
  });
}
