const MARGIN = 64;

/** Scrolls the open span into the upper third of the reading area, unless it is already visible. */
export function revealIn(sheet: HTMLElement | null): void {
  const desk = sheet?.closest(".desk");
  const mark = sheet?.querySelector("mark.open, .page-box");
  if (!(desk instanceof HTMLElement) || mark === null || mark === undefined) return;
  const { top, bottom, left, right } = mark.getBoundingClientRect();
  const visible = desk.getBoundingClientRect();
  if (left < visible.left || right > visible.right) desk.scrollLeft += left - visible.left - desk.clientWidth / 8;
  if (top >= visible.top + 8 && bottom <= visible.bottom - MARGIN) return;
  desk.scrollTop += top - visible.top - desk.clientHeight / 4;
}
