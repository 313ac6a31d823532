import { type RefObject, useEffect, useState } from "react";
import type { Size } from "./camera.ts";

type Room = Pick<Size, "width" | "height">;

const MIN_HALF = 0.05;

/** Returns the current size of an element in CSS pixels. */
export function useRoom(element: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>({ width: 0, height: 0 });
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return room;
}

/** Adds the half extents of the places, given as x, y pairs around 0. */
export function sizeOf(room: Room, places: Float32Array): Size {
  return { ...room, halfWidth: furthest(places, 0), halfHeight: furthest(places, 1) };
}

function furthest(places: Float32Array, axis: 0 | 1): number {
  let most = MIN_HALF;
  for (let at = axis; at < places.length; at += 2) most = Math.max(most, Math.abs(places[at] ?? 0));
  return most;
}
