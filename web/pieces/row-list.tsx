import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useRowKeys } from "./use-row-keys.ts";

/** Maximum number of rows in a list that is rendered whole; a longer list renders only visible rows. */
const PLAIN_UP_TO = 100;
/** Rows rendered above and below the visible ones, for fast scrolling and screen readers. */
const OVERSCAN = 10;

export interface RowListProps {
  readonly label: string;
  readonly className: string;
  readonly count: number;
  /** Estimated height of a row before it is measured. */
  readonly rowPixels: number;
  /** Selector of the scrolling element around the list. */
  readonly scroller: string;
  keyOf(index: number): string | number;
  /** Renders a row. Its first child, a button or link, takes the focus; any other element means a row still loading. */
  renderRow(index: number): ReactNode;
  /** Returns whether a row is removed but still counted. */
  isGone?(index: number): boolean;
  /** Called with the visible rows, so that they can be loaded. */
  onShow?(first: number, last: number): void;
  onDelete?(index: number): void;
}

/**
 * List whose rows are reached with the arrow keys, Home and End. A long list renders only the rows near the visible
 * part.
 */
export function RowList(props: RowListProps) {
  return props.count > PLAIN_UP_TO ? <VirtualRows {...props} /> : <PlainRows {...props} />;
}

function PlainRows(props: RowListProps) {
  const { label, className, count, keyOf, renderRow, isGone, onShow } = props;
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = useRowKeys(list, { ...props, reveal: () => undefined });
  // biome-ignore lint/correctness/useExhaustiveDependencies: all rows are shown, so only their number matters
  useEffect(() => onShow?.(0, count - 1), [count]);
  return (
    <ul ref={list} className={className} aria-label={label} onKeyDown={onKeyDown}>
      {Array.from({ length: count }, (_, index) => (
        <li key={keyOf(index)} data-index={index} hidden={isGone?.(index)}>
          {isGone?.(index) === true ? null : renderRow(index)}
        </li>
      ))}
    </ul>
  );
}

function VirtualRows(props: RowListProps) {
  const { label, className, count, rowPixels, scroller, keyOf, renderRow, isGone, onShow } = props;
  const list = useRef<HTMLUListElement>(null);
  const scrollMargin = useTopWithin(list, scroller);
  const [active, setActive] = useState<number>();
  const virtualizer = useVirtualizer({
    count,
    scrollMargin,
    overscan: OVERSCAN,
    getItemKey: keyOf,
    getScrollElement: () => list.current?.closest(scroller) ?? null,
    estimateSize: () => rowPixels,
    // The focused row stays in the page, however far away the user scrolls, so that the focus is not lost.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      if (active === undefined || active >= count || shown.includes(active)) return shown;
      return [...shown, active].sort((one, other) => one - other);
    },
  });
  const onKeyDown = useRowKeys(list, { ...props, reveal: (index) => virtualizer.scrollToIndex(index) });
  const { startIndex: first = 0, endIndex: last = 0 } = virtualizer.range ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new range is reported, a new listener is not
  useEffect(() => onShow?.(first, last), [first, last, count]);
  return (
    <ul
      ref={list}
      className={`${className} virtual`}
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => setActive(Number(target.closest("li")?.dataset.index ?? Number.NaN))}
      onBlur={() => setActive(undefined)}
      style={{ blockSize: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => (
        <li
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          aria-setsize={count}
          aria-posinset={index + 1}
          hidden={isGone?.(index)}
          style={{ transform: `translateY(${start - scrollMargin}px)` }}
        >
          {isGone?.(index) === true ? null : renderRow(index)}
        </li>
      ))}
    </ul>
  );
}

/** Returns the distance of a list from the top of its scroller, which changes with the content above. */
function useTopWithin(list: RefObject<HTMLElement | null>, scroller: string): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const scrolls = list.current?.closest(scroller);
    if (list.current === null || scrolls === null || scrolls === undefined) return;
    const within = list.current.getBoundingClientRect().top - scrolls.getBoundingClientRect().top;
    setTop(Math.round(within + scrolls.scrollTop));
  });
  return top;
}
