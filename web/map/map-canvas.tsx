import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from "react";
import { Button, IconButton } from "../pieces/index.ts";
import { type Camera, type Point, type Size, toScreen } from "./camera.ts";
import { drawMap, type Paint, radiusOf, type Scene } from "./draw-map.ts";
import { PaintSamples } from "./paint-samples.tsx";
import { PassageSlip, type SlipWords } from "./passage-slip.tsx";
import { useCamera } from "./use-camera.ts";
import { usePaint } from "./use-paint.ts";
import { sizeOf, useRoom } from "./use-room.ts";

interface MapCanvasProps {
  readonly scene: Scene;
  /** Description of the map for screen readers. */
  readonly label: string;
  /** Row under the pointer or in focus. */
  readonly looked: number | undefined;
  readonly onLook: (row: number | undefined) => void;
  readonly onOpen: (row: number) => void;
  readonly onMark: () => void;
  readonly describe: (row: number) => SlipWords;
}

/** Distance in pixels at which a click still hits a point. */
const REACH = 8;

/** Draws the map. The list beside it gives the same information. */
export function MapCanvas({ scene: wide, label, looked, onLook, onOpen, onMark, describe }: MapCanvasProps) {
  const frame = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const room = useRoom(frame);
  const places = useMemo(() => (room.height > room.width ? swap(wide.places) : wide.places), [room, wide.places]);
  const scene = useMemo(() => turn(wide, places), [wide, places]);
  const size = useMemo(() => sizeOf(room, places), [room, places]);
  const paint = usePaint(frame);
  const tap = (point: Point): void => {
    const found = find(scene, point, { camera, size });
    if (found === "mark") onMark();
    else if (found !== undefined) onOpen(found);
  };
  const { camera, pointers, onKey, ...zooming } = useCamera(canvas, size, tap);
  useDrawing(canvas, { scene, camera, size }, paint);
  const onMove = (event: PointerEvent): void => {
    pointers.onPointerMove(event);
    if (event.buttons !== 0 || event.pointerType === "touch") return;
    const { offsetX: x, offsetY: y } = event.nativeEvent;
    const found = find(scene, { x, y }, { camera, size });
    onLook(found === "mark" ? undefined : found);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && looked !== undefined) onLook(undefined);
    else if (!onKey(event.key)) return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to focus and move the map
    <section className="map-frame" ref={frame} tabIndex={0} aria-label={label} onKeyDown={onKeyDown}>
      <canvas ref={canvas} {...pointers} onPointerMove={onMove} onPointerLeave={() => onLook(undefined)} />
      {looked === undefined || size.width === 0 ? null : (
        <PassageSlip words={describe(looked)} at={toScreen(placeOf(scene, looked), camera, size)} size={size} />
      )}
      <div className="map-zoom">
        <IconButton icon="plus" label="Zoom in" onClick={zooming.zoomIn} />
        <IconButton icon="minus" label="Zoom out" onClick={zooming.zoomOut} />
        {camera.zoom === 1 ? null : (
          <Button kind="plain" onClick={zooming.showAll}>
            Show all
          </Button>
        )}
      </div>
      <PaintSamples />
    </section>
  );
}

/** Swaps x and y, so that a wide map fits a frame that is higher than wide. */
function swap(places: Float32Array): Float32Array {
  return places.map((_, at) => places[at ^ 1] ?? 0);
}

function turn(scene: Scene, places: Float32Array): Scene {
  if (places === scene.places) return scene;
  return { ...scene, places, marks: scene.marks.map((mark) => ({ ...mark, x: mark.y, y: mark.x })) };
}

const placeOf = ({ places }: Scene, row: number): Point => ({ x: places[2 * row] ?? 0, y: places[2 * row + 1] ?? 0 });

interface Seen {
  readonly camera: Camera;
  readonly size: Size;
}

/** Returns the row nearest to a point of the screen, `mark` for a mark there, or undefined if nothing is close. */
function find(scene: Scene, point: Point, { camera, size }: Seen): number | "mark" | undefined {
  const distanceTo = (place: Point): number => {
    const { x, y } = toScreen(place, camera, size);
    return Math.hypot(x - point.x, y - point.y);
  };
  if (scene.marks.some((mark) => distanceTo(mark) < REACH + 2)) return "mark";
  const count = scene.places.length / 2;
  let best = radiusOf(count, camera, size) + REACH;
  let found: number | undefined;
  for (let row = 0; row < count; row++) {
    const distance = distanceTo(placeOf(scene, row));
    if (distance >= best) continue;
    best = distance;
    found = row;
  }
  return found;
}

function useDrawing(
  canvas: { readonly current: HTMLCanvasElement | null },
  { scene, camera, size }: Seen & { readonly scene: Scene },
  paint: Paint | undefined,
): void {
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (canvas.current === null || context === null || context === undefined || paint === undefined) return;
    const pixels = devicePixelRatio;
    canvas.current.width = Math.round(size.width * pixels);
    canvas.current.height = Math.round(size.height * pixels);
    context.setTransform(pixels, 0, 0, pixels, 0, 0);
    drawMap(context, { scene, camera, size }, paint);
    canvas.current.dataset.drawn = "";
  }, [canvas, scene, camera, size, paint]);
}
