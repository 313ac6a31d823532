import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { type Camera, type Point, pan, type Size, WHOLE, zoomAt } from "./camera.ts";

const KEY_PIXELS = 60;
const KEY_FACTOR = 1.5;
const WHEEL = 0.0015;
/** Maximum movement in pixels that still counts as a tap. */
const TAP_PIXELS = 6;

interface Moving {
  readonly camera: Camera;
  zoomIn(): void;
  zoomOut(): void;
  showAll(): void;
  /** True if the key has moved the map. */
  onKey(key: string): boolean;
  readonly pointers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(event: PointerEvent): void;
  };
}

/** Zooms and pans by wheel, by one or two pointers, and by keys. Calls `onTap` for a click without a move. */
export function useCamera(element: RefObject<HTMLElement | null>, size: Size, onTap: (point: Point) => void): Moving {
  const [camera, setCamera] = useState<Camera>(WHOLE);
  const middle = { x: size.width / 2, y: size.height / 2 };
  const zoomBy = (factor: number): void => setCamera((now) => zoomAt(now, { factor, point: middle }, size));
  useWheel(element, size, setCamera);
  return {
    camera,
    zoomIn: () => zoomBy(KEY_FACTOR),
    zoomOut: () => zoomBy(1 / KEY_FACTOR),
    showAll: () => setCamera(WHOLE),
    onKey: (key) => {
      const change = changeBy(key, size);
      if (change !== undefined) setCamera(change);
      return change !== undefined;
    },
    pointers: usePointers(size, setCamera, onTap),
  };
}

const factors: Readonly<Record<string, number>> = { "+": KEY_FACTOR, "=": KEY_FACTOR, "-": 1 / KEY_FACTOR };
const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: KEY_PIXELS, y: 0 },
  ArrowRight: { x: -KEY_PIXELS, y: 0 },
  ArrowUp: { x: 0, y: KEY_PIXELS },
  ArrowDown: { x: 0, y: -KEY_PIXELS },
};

function changeBy(key: string, size: Size): ((now: Camera) => Camera) | undefined {
  const factor = factors[key];
  const by = directions[key];
  if (factor !== undefined)
    return (now) => zoomAt(now, { factor, point: { x: size.width / 2, y: size.height / 2 } }, size);
  if (by !== undefined) return (now) => pan(now, by, size);
  return key === "0" ? () => WHOLE : undefined;
}

type ChangeCamera = (change: (now: Camera) => Camera) => void;

/** Adds a wheel listener that can stop the page from scrolling; React's own wheel listeners cannot. */
function useWheel(element: RefObject<HTMLElement | null>, size: Size, change: ChangeCamera): void {
  const zoom = useCallback(
    (event: WheelEvent): void => {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 30 : 1) * WHEEL);
      change((now) => zoomAt(now, { factor, point: { x: event.offsetX, y: event.offsetY } }, size));
    },
    [change, size],
  );
  useEffect(() => {
    const { current } = element;
    current?.addEventListener("wheel", zoom, { passive: false });
    return () => current?.removeEventListener("wheel", zoom);
  }, [element, zoom]);
}

function usePointers(size: Size, change: ChangeCamera, onTap: (point: Point) => void): Moving["pointers"] {
  const down = useRef(new Map<number, Point>());
  const moved = useRef(0);
  const at = ({ nativeEvent: { offsetX, offsetY } }: PointerEvent): Point => ({ x: offsetX, y: offsetY });
  const end = (event: PointerEvent): void => {
    const wasAlone = down.current.size === 1 && down.current.has(event.pointerId);
    down.current.delete(event.pointerId);
    if (wasAlone && event.type === "pointerup" && moved.current < TAP_PIXELS) onTap(at(event));
  };
  return {
    onPointerDown: (event) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      if (down.current.size === 0) moved.current = 0;
      down.current.set(event.pointerId, at(event));
    },
    onPointerMove: (event) => {
      const before = down.current.get(event.pointerId);
      if (before === undefined) return;
      const now = at(event);
      const by = { x: now.x - before.x, y: now.y - before.y };
      moved.current += Math.hypot(by.x, by.y);
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
      down.current.set(event.pointerId, now);
      if (other === undefined) {
        if (moved.current >= TAP_PIXELS) change((camera) => pan(camera, by, size));
        return;
      }
      const [far, farther] = [
        Math.hypot(before.x - other.x, before.y - other.y),
        Math.hypot(now.x - other.x, now.y - other.y),
      ];
      const point = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      if (far > 0) change((camera) => zoomAt(camera, { factor: farther / far, point }, size));
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
