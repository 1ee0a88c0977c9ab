// Draws the rows of a list from HTML of the server, which keeps none of it, marks what is picked and previewed, and tells what was pressed. Walks
// the rows with the keyboard, one tab stop for all of them, and tells the page while somebody reads the list, so that nothing moves under the
// eyes: it is scrolled, or the pointer or the focus is in it.
import { elementsOf } from "./drawn.js";

const opening = () => location.pathname.startsWith("/sessions/") && document.querySelector(".reading-pane :is(.nothing-open, [aria-busy=true])") !== null;

// Waits for the next painting, and then for the conversation that is being opened beside the list. A window that nobody sees is not painted.
const painted = () => new Promise((done) => {
  const look = () => opening() ? requestAnimationFrame(look) : setTimeout(done);
  requestAnimationFrame(look);
  setTimeout(done, 300);
});

const parts = ["open", "pick", "peek"];
const controls = "[data-open], [data-pick], [data-peek]";

export function attach(rows, page) {
  const stop = new AbortController();
  const place = rows.querySelector(".drawn");
  let reading = false;
  let current = null;
  let marks = { picked: [], peeked: null };
  let unanswered = 0; // presses on checkboxes that the server has not answered

  const all = () => [...rows.querySelectorAll("[data-row]")];
  const rowOf = (element) => element instanceof Element ? element.closest("[data-row]") : null;
  const part = (row, name) => row.querySelector(`[data-${name}]`);

  const mark = (row) => {
    const found = all();
    current = found.includes(row) ? row : found.find((other) => other.dataset.row === current?.dataset.row) ?? found[0];
    for (const other of found) {
      for (const control of other.querySelectorAll(controls)) {
        const index = other === current ? 0 : -1;
        if (control.tabIndex !== index) control.tabIndex = index;
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

  // Rows that stay are left alone, so that focus, hover and selected text stay with them. False where one is missing.
  const fill = (list, drawn) => {
    if (drawn.every((row) => row.html !== null)) {
      list.replaceChildren(elementsOf(drawn.map((row) => row.html).join("")));
      return true;
    }
    const before = new Map(all().map((row) => [row.dataset.row, row]));
    let kept = drawn.length; // rows before those that are new at the end, which come in at once
    while (kept > 0 && drawn[kept - 1].html !== null && !before.has(drawn[kept - 1].key)) kept--;
    let next = list.firstElementChild;
    for (const { key, html } of drawn.slice(0, kept)) {
      const old = before.get(key);
      if (!old && html === null) return false;
      const row = html === null ? old : elementsOf(html).firstElementChild;
      if (old && old !== row) {
        if (old === next) next = row;
        old.replaceWith(row);
      }
      before.delete(key);
      if (row === next) next = next.nextElementSibling;
      else list.insertBefore(row, next);
    }
    for (const row of before.values()) row.remove();
    list.append(elementsOf(drawn.slice(kept).map((row) => row.html).join("")));
    return true;
  };

  const redraw = (frame, drawn) => {
    const held = rowOf(document.activeElement);
    const [key, control] = [held?.dataset.row, parts.find((name) => held && part(held, name) === document.activeElement)];
    if (frame !== null) place.replaceChildren(elementsOf(frame));
    const list = place.querySelector("[data-rows]");
    const complete = list !== null && fill(list, drawn);
    if (key && !rows.contains(document.activeElement)) {
      const row = all().find((other) => other.dataset.row === key);
      if (row && control) part(row, control).focus({ preventScroll: true });
    }
    return complete;
  };

  const show = () => {
    const picked = new Set(marks.picked);
    for (const row of all()) {
      const [key, peeked] = [row.dataset.row, row.dataset.row === marks.peeked];
      row.classList.toggle("picked", picked.has(key));
      row.classList.toggle("peeked", peeked);
      const peek = part(row, "peek");
      if (peek.ariaExpanded !== String(peeked)) peek.ariaExpanded = String(peeked);
      if (unanswered === 0) part(row, "pick").checked = picked.has(key);
    }
  };

  const tellPick = (row, shiftKey) => {
    unanswered++;
    page.invokeMethodAsync("PickAsync", row.dataset.row, shiftKey).catch(() => {}).finally(() => {
      unanswered--;
      show();
    });
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
    else if (key === "Escape" && document.querySelector("[data-close-peek]")) document.querySelector("[data-close-peek]").click();
    else return;
    event.preventDefault();
  }, { signal: stop.signal });

  place.addEventListener("click", (event) => {
    const row = rowOf(event.target);
    if (row && event.target.closest("[data-pick]")) tellPick(row, event.shiftKey);
    else if (row && event.target.closest("[data-peek]")) page.invokeMethodAsync("PeekAsync", row.dataset.row).catch(() => {});
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
    // Shows the rows of a message (ListMessage), or without rows those that stand there, with their marks. A frame or a row of null stays as it is. False where
    // rows are missing: then everything is to be sent again. Where more rows follow it is answered once these are painted.
    async draw(message) {
      const { frame, rows: drawn, picked, peeked, toTop, focus, more } = JSON.parse(message);
      const complete = drawn === null || redraw(frame, drawn);
      marks = { picked, peeked };
      show();
      if (toTop) {
        rows.scrollTop = 0;
        mark(all()[0]);
        if (focus && current) part(current, "open").focus({ preventScroll: true });
        tell();
      } else if (frame !== null && !more) {
        // The same rows in another form: whoever read one of them goes on there.
        mark(current);
        const read = rowOf(place.querySelector("[data-open][aria-current]")) ?? current;
        if (read !== all()[0]) read?.scrollIntoView({ block: "nearest" });
      }
      if (more) await painted();
      return complete;
    },
    leave() {
      observer.disconnect();
      stop.abort();
    },
  };
}
