// One file on its way to the server, which answers what became of each report in it, as files [{name, id, new, open, said}]
// with notes on what was left out; [{said}] where all of it was refused, [{reason}] where no answer came.

export function send(form, each) {
  const carried = new FormData();
  for (const name of ["csrf_token", "series"]) carried.set(name, form.elements[name].value);
  carried.set("files", each.file);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  return new Promise((resolve) => {
    request.upload.addEventListener("progress", (event) => each.progress(event.loaded / event.total));
    request.upload.addEventListener("load", () => each.reading());
    request.addEventListener("load", () => resolve(outcomes(request.response)));
    request.addEventListener("error", () => resolve({ files: [{ reason: "lost" }] }));
    request.addEventListener("abort", () => resolve({ files: [{ reason: "cancelled" }] }));
    each.onCancel = () => request.abort();
    request.send(carried);
  });
}

function outcomes(answer) {
  if (answer?.files?.length) return answer;
  return { files: [answer?.error ? { said: answer.error } : { reason: "lost" }] };
}
