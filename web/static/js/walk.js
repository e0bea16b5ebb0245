// One change after another: by weight (j, k, the list) or in the order of the text (n, p).

export function show(target) {
  for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: target.offsetHeight > innerHeight / 2 ? "start" : "center", behavior: calm ? "auto" : "smooth" });
}

export function walk() {
  const links = [...document.querySelectorAll(".change > a")];
  const steps = document.querySelector(".steps");
  const said = document.getElementById("step");
  let at = -1;
  steps.hidden = links.length === 0;

  const clear = () => {
    for (const each of document.querySelectorAll(".here, .row.now")) each.classList.remove("here", "now");
    for (const each of document.querySelectorAll(".change [aria-current]")) each.removeAttribute("aria-current");
  };

  const go = (to) => {
    if (!links.length) return;
    at = (to + links.length) % links.length;
    const link = links[at];
    clear();
    link.setAttribute("aria-current", "true");
    for (let up = link; up; up = up.parentElement) if (up.localName === "details") up.open = true;
    link.scrollIntoView({ block: "nearest" });
    said.textContent = `${at + 1}/${links.length}`;
    const row = document.getElementById(link.hash.slice(1));
    const places = [...document.querySelectorAll(`[data-c~="${CSS.escape(link.dataset.change)}"]`)];
    for (const place of places) place.classList.add("here");
    if (row) row.classList.add("now");
    const target = places.find((place) => row?.contains(place)) ?? row;
    if (target) show(target);
    history.replaceState(history.state, "", link.hash);
  };

  const rows = [...document.querySelectorAll(".row:not(.same)")].filter((row) => !row.closest("details:not([open])"));
  const top = () => (document.querySelector(".classes")?.getBoundingClientRect().bottom ?? 0) + 20;
  const next = () => rows.find((row) => row.getBoundingClientRect().top > top());
  const previous = () => rows.findLast((row) => row.getBoundingClientRect().top < top() - 30);
  const turn = (row) => row && row.scrollIntoView({ block: "start" });

  links.forEach((link, number) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(number);
    }),
  );
  document.getElementById("next").onclick = () => go(at + 1);
  document.getElementById("previous").onclick = () => go(at < 0 ? -1 : at - 1);
  const here = () => document.querySelector(".row.now") ?? rows.find((row) => row.getBoundingClientRect().bottom > top());
  return {
    m: () => here()?.querySelector(".mend")?.click(),
    j: () => go(at + 1),
    k: () => go(at < 0 ? -1 : at - 1),
    n: () => turn(next()),
    p: () => turn(previous()),
  };
}
