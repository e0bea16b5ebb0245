// Where words stand in a block, as ranges for the browser's own highlights: the text is left as it is.

const CHANGED = "del, ins, .fig, .phrase, .shift";

/** Return the ranges of words in the blocks of a part; with `changed`, only those that a mark covers at least in part. */
export function ranges(part, words, changed) {
  return [...part.querySelectorAll(".cell :is(p, h2, h3, h4)")].flatMap((block) => within(block, words, changed));
}

/** Return the ranges of words in one block. */
export function within(block, words, changed) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, from: text.length });
    text += walker.currentNode.data;
  }
  const found = [];
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
    const end = start + words.length;
    const touched = nodes.filter(({ node, from }) => from < end && from + node.length > start);
    if (changed && !touched.some(({ node }) => node.parentElement.closest(CHANGED))) continue;
    const range = new Range();
    range.setStart(touched[0].node, start - touched[0].from);
    range.setEnd(touched.at(-1).node, end - touched.at(-1).from);
    found.push(range);
  }
  return found;
}
