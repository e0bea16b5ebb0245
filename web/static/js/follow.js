// Where one is: the section being read in the outline, and the window on the strip; and how high the bars above are.

import { bring } from "./here.js";

/** Tell whether a row begins above a line; of parts out of sight only their edges are measured. */
function passed(row, line) {
  const part = row?.closest(".part, .pane")?.getBoundingClientRect();
  if (!part || part.top > line) return false;
  return part.bottom < line || row.getBoundingClientRect().top <= line;
}

export function follow() {
  const links = [...document.querySelectorAll(".outline a")];
  const frame = document.querySelector(".strip .window");
  const text = document.getElementById("passages");
  const pane = document.querySelector(".pane.new");
  let waiting = false;

  const look = () => {
    waiting = false;
    const top = (pane ? pane.getBoundingClientRect().top : document.querySelector(".classes").getBoundingClientRect().bottom) + 40;
    let here = -1;
    links.forEach((link, number) => {
      if (passed(document.getElementById(link.hash.slice(1)), top)) here = number;
    });
    links.forEach((link, number) => {
      if (number === here && !link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "location");
        bring(link, link.closest(".outline"));
      } else if (number !== here) link.removeAttribute("aria-current");
    });
    const [from, seen, whole] = pane ? inPane() : inPage(top);
    const share = (pixels) => Math.min(1000, Math.max(0, (1000 * pixels) / whole));
    frame.setAttribute("y", share(from).toFixed(0));
    frame.setAttribute("height", share(seen).toFixed(0));
  };
  const inPage = (top) => {
    const whole = text.getBoundingClientRect();
    return [top - whole.top, innerHeight - top, whole.height];
  };
  const inPane = () => [pane.scrollTop, pane.parentElement.matches("[data-whole]") ? pane.clientHeight : 0, pane.scrollHeight];
  const soon = () => {
    if (!waiting) requestAnimationFrame(look);
    waiting = true;
  };
  for (const each of pane ? [window, pane] : [window]) each.addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  new ResizeObserver(measure).observe(document.querySelector(".classes"));
  measure();
  look();
}

/** Tell the style sheet how much of the window the sticky bars take: the switches may need two lines. */
function measure() {
  const bars = [".masthead", ".classes"].map((name) => document.querySelector(name)).filter((bar) => getComputedStyle(bar).position === "sticky");
  document.documentElement.style.setProperty("--bars", `${bars.reduce((sum, bar) => sum + bar.offsetHeight, 0)}px`);
}
