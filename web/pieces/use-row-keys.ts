import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";

interface RowKeys {
  readonly count: number;
  isGone?(index: number): boolean;
  onDelete?(index: number): void;
  /** Scrolls to a row that is not in the page. */
  reveal(index: number): void;
}

/** A row that gets the focus once it is rendered. */
interface AwaitedRow {
  readonly index: number;
  /** Element that had the focus when the row was asked for. */
  readonly focused: Element | null;
}

const ROW = ":scope > :is(button, a)";

/**
 * Handles the keys of a list: arrows, Home and End move between rows, Delete deletes a row. Enter is left to the row.
 */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  { count, isGone = () => false, onDelete, reveal }: RowKeys,
): (event: KeyboardEvent) => void {
  const awaited = useRef<AwaitedRow>(undefined);
  const focus = (index: number): void => {
    const row = rowAt(list.current, index);
    awaited.current = row === undefined ? { index, focused: document.activeElement } : undefined;
    if (row === undefined) reveal(index);
    else row.focus();
  };
  // A row that was not in the page gets the focus as soon as it is rendered, unless the user moved the focus meanwhile.
  useEffect(() => {
    if (awaited.current === undefined) return;
    const { index, focused } = awaited.current;
    const row = rowAt(list.current, index);
    if (row === undefined) return;
    awaited.current = undefined;
    if (focused === document.activeElement || document.activeElement === document.body) row.focus();
  });
  const nextFrom = (index: number, step: number): number | undefined => {
    let next = index + step;
    while (next >= 0 && next < count && isGone(next)) next += step;
    return next >= 0 && next < count ? next : undefined;
  };
  return (event) => {
    const item = hasModifier(event) ? undefined : itemAround(event.target);
    if (item === undefined) return;
    // Fields and buttons below an opened row handle Delete, Home and End themselves.
    const isRow = item.querySelector(ROW) === event.target;
    // Keys can arrive faster than rows are rendered: each continues from the row that the one before asked for.
    const index = awaited.current?.focused === event.target ? awaited.current.index : Number(item.dataset.index);
    const act = isRow ? actionOfRow(event.key, index) : actionInside(event.key, index);
    if (act === undefined) return;
    act();
    event.preventDefault();
  };

  /** Returns what a key does on a row. */
  function actionOfRow(key: string, index: number): (() => void) | undefined {
    if (key !== "Delete" || onDelete === undefined) return moveTo(goal(key, index));
    return () => {
      const after = nextFrom(index, 1) ?? nextFrom(index, -1);
      onDelete(index);
      if (after !== undefined) focus(after);
    };
  }

  /** Returns what a key does in the fields and buttons below a row. */
  function actionInside(key: string, index: number): (() => void) | undefined {
    return key.startsWith("Arrow") ? moveTo(goal(key, index)) : undefined;
  }

  function moveTo(index: number | undefined): (() => void) | undefined {
    return index === undefined ? undefined : () => focus(index);
  }

  function goal(key: string, index: number): number | undefined {
    if (key === "ArrowDown") return nextFrom(index, 1);
    if (key === "ArrowUp") return nextFrom(index, -1);
    if (key === "Home") return nextFrom(-1, 1);
    if (key === "End") return nextFrom(count, -1);
    return undefined;
  }
}

const hasModifier = ({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  ctrlKey || metaKey || altKey || shiftKey;

/** Returns the item of the list that contains an element. */
function itemAround(target: EventTarget): HTMLElement | undefined {
  const item = target instanceof HTMLElement ? target.closest("li[data-index]") : undefined;
  return item instanceof HTMLElement ? item : undefined;
}

function rowAt(list: HTMLElement | null, index: number): HTMLElement | undefined {
  const row = list?.querySelector(`:scope > li[data-index="${index}"]`)?.querySelector(ROW);
  return row instanceof HTMLElement ? row : undefined;
}
