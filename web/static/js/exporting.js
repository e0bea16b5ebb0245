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
    const [all, shown] = form.elements.changes;
    shown.disabled = form.querySelector(".chosen b").textContent === "0"; // a file without any change is of no use
    if (shown.disabled) all.checked = true;
  };
  menu.addEventListener("toggle", () => menu.open && follow());
  document.addEventListener("entries", follow);
}
