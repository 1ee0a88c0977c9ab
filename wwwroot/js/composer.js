// The message box: Enter sends, the length is counted, a draft survives a reload, and a text over the limit never leaves the browser.
const draftKey = "support-dashboard.draft";

export function attach(form, composer, limit) {
  if (!form) return;
  const box = form.querySelector("textarea");
  const count = form.querySelector("[data-count]");
  let sending = false;

  const refresh = () => {
    const length = box.value.length;
    const over = length > limit;
    box.setAttribute("aria-invalid", String(over));
    count.textContent = length > limit * 0.8 ? `${length.toLocaleString("en")} of ${limit.toLocaleString("en")} characters${over ? ": too long to send" : ""}` : "";
  };
  const keepDraft = () => {
    try {
      sessionStorage.setItem(draftKey, box.value);
    } catch {
      // A draft larger than the storage is kept in the box only.
    }
  };
  const send = async () => {
    const text = box.value;
    if (sending || text.trim() === "" || text.length > limit) {
      box.focus();
      return;
    }
    sending = true;
    box.value = "";
    refresh();
    try {
      if (!(await composer.invokeMethodAsync("SendAsync", text)) && box.value === "") box.value = text;
    } catch {
      if (box.value === "") box.value = text;
    } finally {
      sending = false;
      keepDraft();
      refresh();
    }
  };

  // The framework would send every change of the box to the server; this box speaks only when a message is sent.
  box.addEventListener("change", (event) => event.stopPropagation());
  box.addEventListener("input", () => {
    refresh();
    keepDraft();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    send();
  });
  if (box.value === "") box.value = sessionStorage.getItem(draftKey) ?? "";
  refresh();
}
