// A click on [data-copy] puts its text on the clipboard and says so for a moment.
document.addEventListener("click", async (event) => {
  const control = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (control === null) return;
  try {
    await navigator.clipboard.writeText(control.dataset.copy);
    control.dataset.copied = "";
    setTimeout(() => delete control.dataset.copied, 1500);
  } catch {
    getSelection().selectAllChildren(control);
  }
});
