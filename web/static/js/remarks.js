// Writing remarks: fields as high as their words, drafts put back at once, what is not saved counted and not lost.

const form = document.getElementById("remarks");
const pending = form.querySelector(".pending");
const fields = [...form.querySelectorAll(".remark textarea")];

const touched = (field) => field.value !== field.defaultValue || field.closest(".refused");

/** Let a field be as high as its words, where the style sheet alone cannot. */
function fit(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

function look(field) {
  field.closest(".remark").classList.toggle("touched", field.value !== field.defaultValue);
  fit(field);
}

function count() {
  const number = fields.filter(touched).length;
  pending.textContent = number ? pending.dataset.pending.replace("#", number) : "";
  return number;
}

let sent = false;
form.addEventListener("input", (event) => {
  look(event.target);
  count();
});
form.addEventListener("click", (event) => {
  const restore = event.target.closest("[name=restore]");
  if (!restore) return;
  const field = restore.closest(".remark").querySelector("textarea");
  event.preventDefault();
  field.value = field.dataset.draft;
  look(field);
  count();
  field.focus();
});
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.matches("textarea")) return;
  event.preventDefault();
  form.requestSubmit(event.target.closest(".told").querySelector("[name=row]"));
});
form.addEventListener("toggle", (event) => event.target.querySelectorAll("textarea").forEach(fit), true);
form.addEventListener("submit", () => {
  sent = true;
});
addEventListener("pageshow", () => {
  sent = false;
});
addEventListener("beforeunload", (event) => {
  if (!sent && count()) event.preventDefault();
});

fields.forEach(fit);
count();
