// The export menu follows the page: what is switched off, what the list is narrowed to, how many changes that leaves.

export function exporting() {
  const menu = document.querySelector(".menu.export");
  const form = menu?.querySelector("form");
  if (!form) return;
  const follow = () => {
    const address = new URLSearchParams(location.search);
    form.elements.off.value = document.getElementById("content").dataset.off.split(" ").filter(Boolean).join(",");
    for (const name of ["only", "state"]) form.elements[name].value = address.get(name) ?? "";
    const count = document.querySelector(".states [aria-current] b") ?? document.querySelector(".lists:not(.states) [aria-current] b");
    if (count) form.querySelector(".chosen b").textContent = count.textContent;
  };
  menu.addEventListener("toggle", () => menu.open && follow());
  document.addEventListener("entries", follow);
}
