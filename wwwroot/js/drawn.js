// The one place where text becomes elements. It is HTML that components of the server rendered, which encode all that people wrote.
export function elementsOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// Shows HTML of the server in the place of what stood there. The focus stays with the element of the same data-key.
export function draw(place, html) {
  const active = document.activeElement;
  const key = place.contains(active) ? active.closest("[data-key]")?.dataset.key : undefined;
  place.replaceChildren(elementsOf(html));
  if (place.hidden) {
    // Until now Blazor showed the same beside it.
    place.previousElementSibling.hidden = true;
    place.hidden = false;
  }
  place.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
  if (key !== undefined) {
    [...place.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key)?.focus({ preventScroll: true });
  }
}
