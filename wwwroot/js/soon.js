// What is typed into a field with data-soon is told to the server a moment after the last key, in one piece; Enter tells it at once.
(() => {
  const patience = 250;
  const waiting = new WeakMap();
  const tell = (field) => {
    clearTimeout(waiting.get(field));
    if (waiting.delete(field) && field.isConnected) field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const ofSoon = (event) => event.target instanceof HTMLInputElement && "soon" in event.target.dataset ? event.target : null;

  document.addEventListener("input", (event) => {
    const field = ofSoon(event);
    if (field !== null) {
      clearTimeout(waiting.get(field));
      waiting.set(field, setTimeout(() => tell(field), patience));
    }
  });
  document.addEventListener("keydown", (event) => {
    const field = ofSoon(event);
    if (field !== null && event.key === "Enter") tell(field);
  });
  document.addEventListener("change", (event) => {
    // The browser's own, when the field is left: what was waiting is told with it.
    const field = ofSoon(event);
    if (field !== null) {
      clearTimeout(waiting.get(field));
      waiting.delete(field);
    }
  }, true);
})();
