import { type RefObject, useEffect, useMemo, useState } from "react";
import type { Size } from "./camera.ts";

const LEAST_HALF = 0.05;

/** The size of an element in CSS pixels, as it changes, with what the places take: x and y in turn, around 0. */
export function useSize(element: RefObject<HTMLElement | null>, places: Float32Array): Size {
  const [{ width, height }, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return useMemo(() => {
    const [halfWidth, halfHeight] = [furthest(places, 0), furthest(places, 1)];
    return { width, height, halfWidth, halfHeight };
  }, [width, height, places]);
}

function furthest(places: Float32Array, axis: 0 | 1): number {
  let most = LEAST_HALF;
  for (let at = axis; at < places.length; at += 2) most = Math.max(most, Math.abs(places[at] ?? 0));
  return most;
}
