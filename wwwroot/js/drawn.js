// The one place where text becomes elements. It is HTML that components of the server rendered, which encode all that people wrote.
export function elementsOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// Shows HTML of the server in the place of what stood there. The focus stays with the element of the same data-key, or goes to the one that now stands in its place.
export function draw(place, html) {
  const keyed = () => [...place.querySelectorAll("[data-key]")].filter((element) => element.checkVisibility());
  const active = document.activeElement;
  const before = place.contains(active) ? active.closest("[data-key]") : null;
  const index = before === null ? -1 : keyed().indexOf(before);
  place.replaceChildren(elementsOf(html));
  if (place.hidden) {
    // Until now Blazor showed the same beside it.
    place.previousElementSibling.hidden = true;
    place.hidden = false;
  }
  place.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
  if (index >= 0) {
    const now = keyed();
    (now.find((element) => element.dataset.key === before.dataset.key) ?? now[Math.min(index, now.length - 1)])?.focus({ preventScroll: true });
  }
}
