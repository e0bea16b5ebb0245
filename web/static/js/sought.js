// The words that were searched for are lit in the report to which what was found leads.

import { within } from "./ranges.js";

const words = (new URLSearchParams(location.search).get("q") ?? "").split(/\s+/).filter(Boolean);
if (CSS.highlights && words.length) {
  const blocks = [...document.querySelectorAll(".block :is(p, h1, h2, h3)")];
  CSS.highlights.set("found", new Highlight(...blocks.flatMap((block) => words.flatMap((each) => within(block, each)))));
}
