// Marks words in a transcript without touching its markup, and walks from mark to mark.
let hits = [];

/** The places of the words in one text, in order, not overlapping. */
function placesIn(text, words) {
  const folded = text.toLowerCase();
  // A few letters change their length when their case is folded; then only what is spelled alike is found.
  const where = folded.length === text.length ? folded : text;
  const places = [];
  for (const word of words) {
    const wanted = where === folded ? word.toLowerCase() : word;
    for (let at = where.indexOf(wanted); at >= 0; at = where.indexOf(wanted, at + wanted.length)) places.push([at, at + wanted.length]);
  }
  places.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let last = 0;
  return places.filter(([start, end]) => {
    const apart = start >= last;
    if (apart) last = end;
    return apart;
  });
}

/** Marks every hit in what customers and the agent said; returns how many there are, counted up to most. */
export function mark(container, words, most) {
  hits = [];
  for (const say of container.querySelectorAll("[data-turn] .say")) {
    const walker = document.createTreeWalker(say, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && hits.length < most; node = walker.nextNode()) {
      if (node.parentElement.closest(".visually-hidden")) continue;
      for (const [start, end] of placesIn(node.data, words).slice(0, most - hits.length)) {
        const range = new Range();
        range.setStart(node, start);
        range.setEnd(node, end);
        hits.push(range);
      }
    }
  }
  if (globalThis.CSS?.highlights) CSS.highlights.set("search", new Highlight(...hits));
  return hits.length;
}

/** Makes a hit the current one and, where asked, brings it into view; returns the number of its turn. */
export function show(index, scroll) {
  const hit = hits[index];
  if (!hit) return null;
  if (globalThis.CSS?.highlights) {
    const current = new Highlight(hit);
    current.priority = 1;
    CSS.highlights.set("search-current", current);
  }
  const element = hit.startContainer.parentElement;
  if (scroll) element?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  return Number(element?.closest("[data-turn]")?.dataset.turn ?? 0) || null;
}

export function clear() {
  hits = [];
  globalThis.CSS?.highlights?.delete("search");
  globalThis.CSS?.highlights?.delete("search-current");
}
