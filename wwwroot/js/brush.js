// Chooses a stretch of the bars of a histogram: by drawing with mouse, pen or finger, and with Shift and the arrow keys.
// The bars are drawn by the server; this module moves only the empty brush element, the focus and the bars' tab order.
const farEnough = 5;

export function attach(chart, told, page) {
  const brush = chart.querySelector(".brush");
  const bars = () => [...chart.querySelectorAll(".bar")];
  let from = null;   // where drawing began: { x, bar }
  let drawn = false; // the pointer went far enough to mean a stretch
  let anchor = null; // the bar where a stretch of the keyboard began
  let current = 0;   // the bar that Tab leads to
  let drew = false;  // the click that follows belongs to the drawing, not to the link below

  const barAt = (x) => {
    const { left, width } = chart.getBoundingClientRect();
    const count = bars().length;
    return Math.max(0, Math.min(count - 1, Math.floor(((x - left) / width) * count)));
  };
  const show = (first, last) => {
    const share = 100 / Math.max(1, bars().length);
    brush.style.left = `${Math.min(first, last) * share}%`;
    brush.style.width = `${(Math.abs(last - first) + 1) * share}%`;
    brush.style.display = "block";
  };
  const hide = () => {
    brush.style.display = "none";
    [from, drawn, anchor] = [null, false, null];
  };
  const order = () => bars().forEach((bar, index) => {
    bar.tabIndex = index === Math.min(current, bars().length - 1) ? 0 : -1;
  });
  const go = (index) => {
    current = Math.max(0, Math.min(bars().length - 1, index));
    order();
    bars()[current]?.focus();
  };

  const onDown = (event) => {
    if (event.button === 0 && bars().length > 0) {
      from = { x: event.clientX, bar: barAt(event.clientX) };
      drawn = false;
    }
  };
  const onMove = (event) => {
    if (from === null || (!drawn && Math.abs(event.clientX - from.x) < farEnough)) return;
    if (!drawn) chart.setPointerCapture(event.pointerId);
    drawn = true;
    show(from.bar, barAt(event.clientX));
  };
  const onUp = (event) => {
    if (from === null) return;
    const [first, last, meant] = [from.bar, barAt(event.clientX), drawn];
    hide();
    if (meant) {
      drew = true;
      setTimeout(() => { drew = false; });
      page.invokeMethodAsync("Choose", first, last);
    }
  };
  const onClick = (event) => {
    if (drew || event.detail > 1) event.preventDefault();
  };
  const onDouble = () => page.invokeMethodAsync("Reset");

  const steps = { ArrowLeft: -1, ArrowRight: 1 };
  const onKey = (event) => {
    const count = bars().length;
    if (event.key === "Escape") {
      if (anchor !== null || drawn) hide();
      else page.invokeMethodAsync("Reset");
    } else if (event.key === "Enter" && anchor !== null) {
      const first = anchor;
      hide();
      page.invokeMethodAsync("Choose", first, current);
    } else if (event.key in steps || event.key === "Home" || event.key === "End") {
      const start = current;
      go(event.key === "Home" ? 0 : event.key === "End" ? count - 1 : current + steps[event.key]);
      if (event.shiftKey) {
        anchor ??= start;
        show(anchor, current);
        told.textContent = `${Math.abs(current - anchor) + 1} bars marked. Enter shows them.`;
      } else {
        hide();
      }
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocus = (event) => {
    const index = bars().indexOf(event.target);
    if (index >= 0) {
      current = index;
      order();
    }
  };

  const listeners = { pointerdown: onDown, pointermove: onMove, pointerup: onUp, pointercancel: hide, click: onClick, dblclick: onDouble, keydown: onKey, focusin: onFocus };
  for (const [name, listener] of Object.entries(listeners)) chart.addEventListener(name, listener);
  const watcher = new MutationObserver(order);
  watcher.observe(chart, { childList: true, subtree: true });
  order();
  return {
    dispose() {
      watcher.disconnect();
      for (const [name, listener] of Object.entries(listeners)) chart.removeEventListener(name, listener);
    },
  };
}
