// A page that takes its time: soon after a link or a form was followed a line above everything says so, until the next
// page is there or Escape calls it off.  What is taken away as a file leaves the page as it is, and is passed over.

const SOON = 400; // milliseconds; most pages are there by then
const box = document.getElementById("busy");
let timer;

function rest() {
  clearTimeout(timer);
  box.textContent = "";
}

function wait(address) {
  const to = new URL(address, location.href);
  const here = to.pathname === location.pathname && to.search === location.search && to.hash;
  if (to.origin !== location.origin || here || /\/(export\/\w+|original)$/.test(to.pathname)) return;
  rest();
  timer = setTimeout(() => { box.textContent = box.dataset.busy; }, SOON);
}

// on the window, after every other listener has had its say
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!link.hasAttribute("download")) wait(link.href.baseVal ?? link.href);
});
addEventListener("submit", (event) => {
  if (!event.defaultPrevented) wait(event.submitter?.getAttribute("formaction") ?? event.target.getAttribute("action") ?? "");
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") rest();
});
addEventListener("pageshow", rest);
