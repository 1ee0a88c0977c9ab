// What belongs to the document and not to a page's circuit: its title, the reader's time zone, and which place of the rail is marked.
(() => {
  const mark = () => {
    for (const link of document.querySelectorAll("a.rail-link")) {
      const on = location.pathname === link.pathname || location.pathname.startsWith(`${link.pathname}/`);
      link.classList.toggle("on", on);
      link.ariaCurrent = on ? "page" : null;
    }
  };
  if ("navigation" in window) {
    navigation.addEventListener("currententrychange", mark);
  } else {
    // Each page has a title of its own.
    new MutationObserver(mark).observe(document.head, { childList: true, subtree: true, characterData: true });
  }

  window.dashboardPage = {
    name(title) {
      document.title = title;
    },
    // The cookie tells the zone with the next page's request, so that its times are right when they are drawn first.
    zone(cookie) {
      const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
      document.cookie = `${cookie}=${encodeURIComponent(name)}; path=/; max-age=31536000; samesite=strict`;
      return name;
    },
  };
})();
