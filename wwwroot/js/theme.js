// Runs before the first paint: the mode a person chose, otherwise the system's.
(() => {
  const key = "support-dashboard.theme";
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => localStorage.getItem(key);
  const apply = () => {
    const mode = chosen() ?? (system.matches ? "dark" : "light");
    document.documentElement.dataset.theme = mode;
    document.documentElement.style.colorScheme = mode;
  };
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-theme-toggle]")) {
      localStorage.setItem(key, document.documentElement.dataset.theme === "dark" ? "light" : "dark");
      apply();
    }
  });
})();
