// Filters with many choices: shows the rest of them, and those whose words hold a text. What was opened stays so when the filters are drawn again.
(() => {
  const opened = new Map(); // the text to filter by, under the key of a section that shows all its choices
  const sectionOf = (element) => element instanceof Element ? element.closest("[data-choices]") : null;

  const show = (section) => {
    const all = opened.has(section.dataset.choices);
    const text = (opened.get(section.dataset.choices) ?? "").trim().toLowerCase();
    let shown = 0;
    for (const choice of section.querySelectorAll("a")) {
      choice.hidden = all ? !choice.querySelector(".words").textContent.toLowerCase().includes(text) : choice.dataset.rest !== undefined;
      shown += choice.hidden ? 0 : 1;
    }
    section.querySelector(".none").hidden = shown > 0;
    const box = section.querySelector("input");
    if (box) {
      box.hidden = !all;
      box.value = opened.get(section.dataset.choices) ?? "";
    }
    const button = section.querySelector("[data-more]");
    button.ariaExpanded = String(all);
    button.textContent = all ? "Show fewer" : button.dataset.more;
  };

  document.addEventListener("click", (event) => {
    const section = sectionOf(event.target);
    if (section && event.target.closest("[data-more]")) {
      const key = section.dataset.choices;
      if (!opened.delete(key)) opened.set(key, "");
      show(section);
    }
  });
  document.addEventListener("input", (event) => {
    const section = sectionOf(event.target);
    if (section) {
      opened.set(section.dataset.choices, event.target.value);
      show(section);
    }
  });
  document.addEventListener("drawn", (event) => {
    for (const section of event.target.querySelectorAll("[data-choices]")) {
      if (opened.has(section.dataset.choices) && section.querySelector("[data-more]")) show(section);
    }
  });
})();
