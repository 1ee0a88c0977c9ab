// A filter pressed before the page has followed the one pressed before: its link still begins at the list that was (data-at). What it changes there
// is changed in the list that is asked for now. Links to a list of their own (data-whole) stay as they are. A conversation that was opened beside the
// list meanwhile stays open.
(() => {
  const single = ["project", "id", "q", "errors", "look", "view", "cols", "density", "saved", "turn"];
  const groups = [["range", "from", "to"], ["sort", "dir"]]; // of which one part says nothing without the others
  const has = (url, key, value) => url.searchParams.getAll(key).includes(value);
  const words = (url) => [...url.searchParams].map(String).sort().join("\n");

  const merge = (was, link, now) => {
    const merged = new URL(now.pathname, now);
    const differs = (key) => was.searchParams.get(key) !== link.searchParams.get(key);
    const replaced = new Set([...single.filter(differs), ...groups.filter((group) => group.some(differs)).flat()]);
    for (const [key, value] of now.searchParams) {
      const gone = has(was, key, value) && !has(link, key, value);
      if (key !== "page" && !gone && !replaced.has(key)) merged.searchParams.append(key, value);
    }
    for (const [key, value] of link.searchParams) {
      if ((replaced.has(key) || !has(was, key, value)) && !has(merged, key, value)) merged.searchParams.append(key, value);
    }
    return merged;
  };

  // A column that was just pressed is pressed again to turn the order round (data-turned).
  const follow = (was, link, now) => {
    const merged = merge(was, new URL(link.href), now);
    return link.dataset.turned && words(merged) === words(now) ? merge(was, new URL(link.dataset.turned, now), now) : merged;
  };

  // Of a link to a list of its own only what is open beside it is kept.
  const open = (link, now) => {
    const whole = new URL(now.pathname + link.search, now);
    for (const key of ["id", "turn"]) if (now.searchParams.has(key)) whole.searchParams.set(key, now.searchParams.get(key));
    return whole;
  };

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const at = link?.closest("[data-at]")?.dataset.at;
    if (at === undefined) {
      return;
    }
    const [was, now] = [new URL(at, location.href), new URL(location.href)];
    const same = was.pathname === now.pathname && words(was) === words(now);
    if (!same && (was.pathname === now.pathname || now.pathname.startsWith(`${was.pathname}/`))) {
      const before = link.getAttribute("href");
      const merged = ("whole" in link.dataset ? open(link, now) : follow(was, link, now)).href;
      link.href = merged;
      // It is Blazor's: once it is followed it says again what Blazor takes it to say.
      setTimeout(() => { if (link.href === merged) link.setAttribute("href", before); });
    }
  }, true);
})();
