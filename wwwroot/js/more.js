// A button with data-more shows what a narrow screen leaves out of its strip.
(() => {
  let all = false;
  const show = (strip) => {
    const button = strip.querySelector("[data-more]");
    strip.classList.toggle("all", all);
    button.ariaExpanded = String(all);
    button.textContent = all ? button.dataset.fewer : button.dataset.more;
  };
  document.addEventListener("click", (event) => {
    const strip = event.target instanceof Element && event.target.closest("[data-more]") ? event.target.closest("[data-strip]") : null;
    if (strip) {
      all = !all;
      show(strip);
    }
  });
  document.addEventListener("drawn", (event) => event.target.querySelectorAll("[data-strip]").forEach(show));
})();
