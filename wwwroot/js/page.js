// What belongs to the document and not to a page's circuit: its title, the reader's time zone, which place of the rail is marked, the skip link and dialogs.
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  // The cookie (BrowserTime.Cookie) tells the zone with the next request, so that times are right when they are drawn first. Whoever has travelled
  // since gets the page once more instead of times of two zones.
  document.cookie = `support-dashboard-zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=strict`;
  const told = document.documentElement.dataset.zone;
  if (told && told !== zone && sessionStorage.getItem("support-dashboard.zone") !== zone) {
    sessionStorage.setItem("support-dashboard.zone", zone);
    location.reload();
  }

  const mark = () => {
    const here = location.pathname.toLowerCase();
    for (const link of document.querySelectorAll("a.rail-link")) {
      const place = link.pathname.toLowerCase();
      const on = here === place || here.startsWith(`${place}/`);
      link.classList.toggle("on", on);
      link.ariaCurrent = on ? "page" : null;
    }
  };
  mark();
  if (window.navigation) {
    window.navigation.addEventListener("currententrychange", mark);
  } else {
    // Each page has a title of its own.
    new MutationObserver(mark).observe(document.head, { childList: true, subtree: true, characterData: true });
  }

  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target : null;
    if (pressed?.closest(".skip-link")) {
      // The address of the link is relative to the base of the document, not to the page.
      event.preventDefault();
      document.getElementById("content")?.focus();
    }
    const dialog = document.getElementById(pressed?.closest("[data-opens]")?.dataset.opens ?? "");
    if (dialog?.open) dialog.close();
    else dialog?.showModal();
    if (pressed?.matches("#shortcut-sheet[open]")) {
      // The ground around a dialog counts as the dialog itself.
      const { left, right, top, bottom } = pressed.getBoundingClientRect();
      if (event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom) pressed.close();
    }
  });

  window.dashboardPage = {
    name(title) {
      document.title = title;
    },
    zone() {
      return zone;
    },
  };
})();
