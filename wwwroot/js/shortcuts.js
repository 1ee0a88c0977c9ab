// A key presses the visible control that names it in data-shortcut; while someone types or picks, keys are theirs.
(() => {
  const typing = (element) => element instanceof Element
    && element.closest("input, textarea, select, [contenteditable], [role=menu], [role=dialog], [role=listbox]") !== null;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    const selector = `[data-shortcut="${CSS.escape(event.key)}"]`;
    const control = [...document.querySelectorAll(selector)].find((element) => element.checkVisibility());
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
