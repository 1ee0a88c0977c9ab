// A key presses the visible control that names it in data-shortcut; while someone types or picks, keys are theirs.
(() => {
  const typing = (element) => element instanceof Element
    && element.closest("input, textarea, select, [contenteditable], [role=menu], [role=dialog], [role=listbox]") !== null;
  // Below an open dialog nothing is pressed; on the sheet of the keys the key that opened it closes it.
  const shielded = (key) => {
    const dialog = document.querySelector("dialog:modal");
    return dialog !== null && !(key === "?" && dialog.id === "shortcut-sheet");
  };
  // What lies above the page is closed first, by the browser or by a control of its own.
  const above = () => document.querySelector(":popover-open, dialog[open], [role=dialog]:not([popover]), aside.preview, form.own, details.picker[open]");
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || shielded(event.key)) {
      return;
    }
    const selector = `[data-shortcut="${CSS.escape(event.key)}"]`;
    const control = [...document.querySelectorAll(selector)].find((element) => element.checkVisibility() && (event.key !== "Escape" || (above()?.contains(element) ?? true)));
    if (control === undefined) {
      return;
    }
    event.preventDefault();
    if (control.matches("input:not([type=checkbox]), textarea, [data-focus]")) {
      control.focus();
    } else if (control.ariaDisabled !== "true" && !control.disabled) {
      control.click();
    }
  });
})();
