// Adding reports: files chosen or dropped are listed, then sent one after another, each with its outcome; what holds
// several reports has a line for each of them below its own.
// All well: on to titles and dates.  Not all: what became of each stays in sight, and a link leads on.

import { send } from "./send.js";
import { row } from "./sending.js";

const form = document.getElementById("upload");
const box = form.querySelector(".drop");
const field = form.querySelector("input[type=file]");
const list = form.querySelector(".chosen");
const status = form.querySelector("[aria-live]");
const submit = form.querySelector("[type=submit]");
const next = form.querySelector(".next");
let waiting = [];
const kept = new Map();

function choose() {
  for (const each of waiting) each.remove();
  waiting = [...field.files].map((file) => row(form, file));
  list.hidden = !list.children.length;
}

function say(each, text) {
  each.say(text);
  status.textContent = `${each.file.name}：${text}`;
}

async function one(each) {
  if (each.cancelled) {
    say(each, list.dataset.cancelled);
    return false;
  }
  say(each, list.dataset.sending);
  const { files: answers, notes } = await send(form, each);
  const several = answers.length > 1;
  let line = each;
  if (several) {
    each.done("opened");
    say(each, list.dataset.holds);
  }
  for (const answer of answers) {
    if (several) line = row(form, answer, line);
    settle(line, answer);
  }
  each.note(notes);
  return answers.every((answer) => answer.id);
}

function settle(each, answer) {
  if (answer.id && !kept.has(answer.id)) kept.set(answer.id, answer.new);
  if (answer.open) each.open(answer.open);
  each.done(answer.id ? (answer.new ? "new" : "known") : "failed");
  say(each, answer.said ?? list.dataset[answer.reason]);
}

async function all() {
  const files = waiting;
  let well = true;
  waiting = [];
  field.disabled = submit.disabled = true;
  for (const each of files) well = (await one(each)) && well;
  field.disabled = submit.disabled = false;
  field.value = "";
  if (!kept.size) return;
  const asked = [...kept.keys()].map((id) => ["id", id]);
  const fresh = [...kept].filter(([, isNew]) => isNew).map(([id]) => ["new", id]);
  next.href = `${form.dataset.next}?${new URLSearchParams([...asked, ...fresh])}`;
  next.hidden = false;
  if (well) location.assign(next.href);
  else next.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  all();
});
field.addEventListener("change", choose);
for (const [kind, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
  box.addEventListener(kind, (event) => {
    event.preventDefault();
    box.classList.toggle("over", over && !field.disabled);
  });
}
box.addEventListener("drop", (event) => {
  if (!field.disabled && event.dataTransfer?.files.length) {
    field.files = event.dataTransfer.files;
    choose();
  }
});
