/** Visible part of the map: its centre, and the zoom relative to the whole map. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Size of the screen in pixels, and half the extent of the map in each direction. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const WHOLE: Camera = { x: 0, y: 0, zoom: 1 };
const MAX_ZOOM = 40;
/** Empty margin in pixels, which leaves room for labels. */
const MARGIN = 40;

function pixelsPerUnit({ width, height, halfWidth, halfHeight }: Size, { zoom }: Camera): number {
  const across = (width - 2 * MARGIN) / (2 * halfWidth);
  const down = (height - 2 * MARGIN) / (2 * halfHeight);
  return Math.max(1, Math.min(across, down)) * zoom;
}

/** Converts a place of the map, from -1 to 1, to screen pixels. */
export function toScreen(place: Point, camera: Camera, size: Size): Point {
  const scale = pixelsPerUnit(size, camera);
  return { x: size.width / 2 + (place.x - camera.x) * scale, y: size.height / 2 + (place.y - camera.y) * scale };
}

export function toPlace(point: Point, camera: Camera, size: Size): Point {
  const scale = pixelsPerUnit(size, camera);
  return { x: camera.x + (point.x - size.width / 2) / scale, y: camera.y + (point.y - size.height / 2) / scale };
}

/** Moves the view by a number of pixels; its centre stays on the map. */
export function pan(camera: Camera, by: Point, size: Size): Camera {
  const scale = pixelsPerUnit(size, camera);
  return hold({ ...camera, x: camera.x - by.x / scale, y: camera.y - by.y / scale });
}

/** Factor by which to zoom, and the point of the screen that keeps its place. */
export interface ZoomStep {
  readonly factor: number;
  readonly point: Point;
}

/** Zooms around a point of the screen, whose place on the map stays fixed. */
export function zoomAt(camera: Camera, { factor, point }: ZoomStep, size: Size): Camera {
  const zoom = Math.min(MAX_ZOOM, Math.max(1, camera.zoom * factor));
  const there = toPlace(point, camera, size);
  const now = toPlace(point, { ...camera, zoom }, size);
  return hold({ zoom, x: camera.x + there.x - now.x, y: camera.y + there.y - now.y });
}

function hold({ x, y, zoom }: Camera): Camera {
  if (zoom === 1) return WHOLE;
  const within = (value: number): number => Math.min(1, Math.max(-1, value));
  return { x: within(x), y: within(y), zoom };
}
