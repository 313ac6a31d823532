import { useLayoutEffect, useRef } from "react";
import type { Point, Size } from "./camera.ts";

export interface SlipWords {
  readonly title: string;
  /** Last heading above the passage; empty if there is none. */
  readonly heading: string;
  readonly excerpt: string;
  /** Group of the passage in the current colouring. */
  readonly group: string;
}

const GAP = 14;

/** Shows a short excerpt of a passage beside its point on the map. */
export function PassageSlip({
  words,
  at,
  size,
}: {
  readonly words: SlipWords;
  readonly at: Point;
  readonly size: Size;
}) {
  const slip = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = slip;
    if (current === null) return;
    const { offsetWidth: width, offsetHeight: height } = current;
    const right = at.x + GAP + width <= size.width ? at.x + GAP : at.x - GAP - width;
    const left = Math.max(4, Math.min(right, size.width - width - 4));
    const top = Math.max(4, Math.min(at.y - height / 2, size.height - height - 4));
    current.style.setProperty("transform", `translate(${Math.round(left)}px, ${Math.round(top)}px)`);
  }, [at, size]);
  const { title, heading, excerpt, group } = words;
  return (
    <div ref={slip} className="map-slip" role="tooltip" dir="auto">
      <b>{title}</b>
      {heading === "" || heading === title ? null : <span className="quiet">{heading}</span>}
      <blockquote>{excerpt}</blockquote>
      <span className="quiet">{group}</span>
    </div>
  );
}
