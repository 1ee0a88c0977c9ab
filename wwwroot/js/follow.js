// Keeps a growing element scrolled to its end; once a person scrolls up, it stays where they read.
export function follow(element) {
  if (!element) return;
  let following = true;
  element.addEventListener("scroll", () => {
    following = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
  }, { passive: true });
  new MutationObserver(() => {
    if (following) element.scrollTop = element.scrollHeight;
  }).observe(element, { childList: true, subtree: true, characterData: true });
  element.scrollTop = element.scrollHeight;
}
