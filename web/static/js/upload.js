// Dropping files on the upload box: they go into the form's own file field, and are named before they are sent.

const box = document.querySelector(".drop");
const field = box.querySelector("input[type=file]");
const chosen = box.querySelector(".chosen");

const name = () => {
  chosen.textContent = [...field.files].map((file) => file.name).join("、");
};

field.addEventListener("change", name);
for (const [kind, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
  box.addEventListener(kind, (event) => {
    event.preventDefault();
    box.classList.toggle("over", over);
  });
}
box.addEventListener("drop", (event) => {
  if (event.dataTransfer?.files.length) {
    field.files = event.dataTransfer.files;
    name();
  }
});
