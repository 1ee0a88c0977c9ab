// What only the browser can do for a transcript: bring a turn into view, and mark quotes without touching the markup.
const collapse = (text) => text.replace(/\s+/g, " ");

/** The range of a quote in an element, white space folded as the evidence check folds it; null where it is not found. */
function rangeOf(element, quote) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const places = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let i = 0; i < node.data.length; i++) {
      const character = /\s/.test(node.data[i]) ? " " : node.data[i];
      if (character === " " && text.endsWith(" ")) continue;
      text += character;
      places.push([node, i]);
    }
  }
  const start = text.toLowerCase().indexOf(collapse(quote).trim().toLowerCase());
  if (start < 0) return null;
  const end = places[start + collapse(quote).trim().length - 1];
  const range = new Range();
  range.setStart(...places[start]);
  range.setEnd(end[0], end[1] + 1);
  return range;
}

/** Marks quotes: a list of {turn, quote} inside the container. Returns how many were found. */
export function markQuotes(container, quotes) {
  if (!globalThis.CSS?.highlights) return 0;
  const ranges = [];
  for (const { turn, quote } of quotes) {
    for (const say of container.querySelectorAll(`[data-turn="${Number(turn)}"] .say`)) {
      const range = rangeOf(say, quote);
      if (range) {
        ranges.push(range);
        break;
      }
    }
  }
  CSS.highlights.set("evidence", new Highlight(...ranges));
  return ranges.length;
}

/** Scrolls a turn into view and gives it the focus, so that a screen reader goes on from there. */
export function showTurn(container, turn) {
  const article = container.querySelector(`[data-turn="${Number(turn)}"]`);
  article?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  article?.focus({ preventScroll: true });
}

export const clearMarks = () => globalThis.CSS?.highlights?.delete("evidence");
