// The server is back but does not know this page any more (it was restarted): a fresh page is all that helps.
document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", (event) => {
  if (event.detail.state === "rejected") location.reload();
});
