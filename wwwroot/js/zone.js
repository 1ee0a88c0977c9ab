// The cookie tells the zone with the next page's request, so that its times are right when they are drawn first.
export const zone = (cookie) => {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  document.cookie = `${cookie}=${encodeURIComponent(name)}; path=/; max-age=31536000; samesite=strict`;
  return name;
};
