import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";

interface RowKeys {
  readonly count: number;
  isGone?(index: number): boolean;
  onDelete?(index: number): void;
  /** Brings a row into the page that is not in it. */
  reveal(index: number): void;
}

const ROW = ":scope > :is(button, a)";

/** Arrows, Home and End go from row to row of a list, Delete deletes; Enter is what the row itself does. */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  { count, isGone = () => false, onDelete, reveal }: RowKeys,
): (event: KeyboardEvent) => void {
  const awaited = useRef<number>(undefined);
  const focus = (index: number): void => {
    const row = rowAt(list.current, index);
    awaited.current = row === undefined ? index : undefined;
    if (row === undefined) reveal(index);
    else row.focus();
  };
  // A row that was gone to is there when it has been scrolled to, or loaded.
  useEffect(() => {
    if (awaited.current === undefined) return;
    const row = rowAt(list.current, awaited.current);
    if (row === undefined) return;
    awaited.current = undefined;
    row.focus();
  });
  const nextFrom = (index: number, step: number): number | undefined => {
    let next = index + step;
    while (next >= 0 && next < count && isGone(next)) next += step;
    return next >= 0 && next < count ? next : undefined;
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const { target } = event;
    const item = target instanceof HTMLElement ? target.closest("li[data-index]") : null;
    if (!(item instanceof HTMLElement)) return;
    // What is opened below a row has fields and buttons of its own.
    const isRow = item.querySelector(ROW) === target;
    const index = Number(item.dataset.index);
    if (event.key === "Delete" && isRow && onDelete !== undefined) {
      const after = nextFrom(index, 1) ?? nextFrom(index, -1);
      onDelete(index);
      if (after !== undefined) focus(after);
    } else {
      const to = isRow || event.key.startsWith("Arrow") ? goal(event.key, index) : undefined;
      if (to === undefined) return;
      focus(to);
    }
    event.preventDefault();
  };

  function goal(key: string, index: number): number | undefined {
    if (key === "ArrowDown") return nextFrom(index, 1);
    if (key === "ArrowUp") return nextFrom(index, -1);
    if (key === "Home") return nextFrom(-1, 1);
    if (key === "End") return nextFrom(count, -1);
    return undefined;
  }
}

function rowAt(list: HTMLElement | null, index: number): HTMLElement | undefined {
  const row = list?.querySelector(`:scope > li[data-index="${index}"]`)?.querySelector(ROW);
  return row instanceof HTMLElement ? row : undefined;
}
