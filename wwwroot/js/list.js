// Walks the rows of a list with the keyboard, one tab stop for all of them, and tells the page while somebody reads the list, so that nothing
// moves under the eyes: it is scrolled, or the pointer or the focus is in it.
const controls = "[data-open], [data-pick], [data-peek]";

export function attach(rows, page) {
  const stop = new AbortController();
  let reading = false;
  let current = null;

  const all = () => [...rows.querySelectorAll("[data-row]")];
  const rowOf = (element) => element instanceof Element ? element.closest("[data-row]") : null;
  const part = (row, name) => row.querySelector(`[data-${name}]`);

  const mark = (row) => {
    const found = all();
    current = found.includes(row) ? row : found.includes(current) ? current : found[0];
    for (const other of found) {
      for (const control of other.querySelectorAll(controls)) {
        control.tabIndex = other === current ? 0 : -1;
      }
    }
  };

  const tell = () => {
    const now = rows.scrollTop > 4 || rows.contains(document.activeElement) || rows.matches(":hover");
    if (now !== reading) {
      reading = now;
      page.invokeMethodAsync("ReadingAsync", now).catch(() => {});
    }
  };

  const pick = (row, shiftKey) => part(row, "pick")?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));

  const move = (to, extend) => {
    const found = all();
    const row = found[Math.min(Math.max(to(found.indexOf(current), found.length), 0), found.length - 1)];
    if (!row || row === current) {
      return;
    }
    if (extend) {
      if (!part(current, "pick").checked) pick(current, false);
      if (!part(row, "pick").checked) pick(row, true);
    }
    mark(row);
    part(row, "open").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    // A preview that is open follows.
    if (rows.querySelector('[data-peek][aria-expanded="true"]')) part(row, "peek").click();
  };

  const steps = { ArrowDown: (at) => at + 1, ArrowUp: (at) => at - 1, Home: () => 0, End: (_, count) => count - 1 };
  const walks = { j: steps.ArrowDown, k: steps.ArrowUp };

  rows.addEventListener("keydown", (event) => {
    const row = rowOf(event.target);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    mark(row);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    // Beside an open conversation j and k open the next one, as everywhere else.
    const step = steps[key] ?? (rows.dataset.walks ? walks[key] : undefined);
    const onLink = event.target.matches("[data-open]");
    if (step) move(step, event.shiftKey);
    else if (key === "x") pick(row, event.shiftKey);
    else if (key === " " && onLink) part(row, "peek").click();
    else if (key === "Enter" && event.target.matches("[data-pick]")) part(row, "open").click();
    else if (key === "Escape") document.querySelector("[data-close-peek]")?.click();
    else return;
    event.preventDefault();
  }, { signal: stop.signal });

  rows.addEventListener("focusin", (event) => { mark(rowOf(event.target)); tell(); }, { signal: stop.signal });
  rows.addEventListener("focusout", () => requestAnimationFrame(tell), { signal: stop.signal });
  for (const name of ["scroll", "pointerenter", "pointerleave"]) {
    rows.addEventListener(name, tell, { passive: true, signal: stop.signal });
  }

  const observer = new MutationObserver(() => { mark(current); tell(); });
  observer.observe(rows, { childList: true, subtree: true });
  mark(rowOf(document.activeElement));
  tell();

  return {
    toTop(focus) {
      rows.scrollTop = 0;
      mark(all()[0]);
      if (focus && current) part(current, "open").focus({ preventScroll: true });
      tell();
    },
    leave() {
      observer.disconnect();
      stop.abort();
    },
  };
}
