import { type Camera, type Point, type Size, toScreen } from "./camera.ts";
import { traceShape } from "./draw-shape.ts";
import type { Grouping } from "./groups.ts";

/** Colours of the theme that the map is drawn with. */
export interface Paint {
  /** Colours by tone. */
  readonly tones: readonly string[];
  readonly rest: string;
  readonly ink: string;
  readonly paper: string;
  readonly gold: string;
  readonly goldInk: string;
  readonly font: string;
}

export interface Mark extends Point {
  readonly kind: "asked" | "gap";
  readonly label: string;
}

export interface Scene {
  /** Coordinates of each row: x, then y. */
  readonly places: Float32Array;
  readonly grouping: Grouping;
  readonly marks: readonly Mark[];
  /** Group shown in full colour while all others are pale. */
  readonly onlyGroup: number | undefined;
  /** Rows drawn with a ring: the one in focus and the open one. */
  readonly rung: readonly number[];
}

const TAU = 2 * Math.PI;
const PALE = 0.16;
const FULL = 0.9;
const LABEL_PIXELS = 12;
const MIN_LABELLED = 2;
/** Width in pixels below which theme names have one word. */
const NARROW = 520;

/** Returns the radius of a point: smaller for many points or a small canvas, larger on zooming in. */
export function radiusOf(count: number, { zoom }: Camera, { width, height }: Size): number {
  const base = count <= 300 ? 4.5 : count <= 2_000 ? 3.4 : 2.8;
  const room = Math.min(1, Math.max(0.7, Math.min(width, height) / 640));
  return Math.min(8, base * room * zoom ** 0.25);
}

/** Scene with its visible part. */
export interface SeenScene {
  readonly scene: Scene;
  readonly camera: Camera;
  readonly size: Size;
}

/** Clears the canvas and draws the scene, in CSS pixels. */
export function drawMap(context: CanvasRenderingContext2D, { scene, camera, size }: SeenScene, paint: Paint): void {
  context.clearRect(0, 0, size.width, size.height);
  const placeOf = (row: number): Point =>
    toScreen({ x: scene.places[2 * row] ?? 0, y: scene.places[2 * row + 1] ?? 0 }, camera, size);
  const radius = radiusOf(scene.places.length / 2, camera, size);
  drawGroups(context, { scene, placeOf, radius, size }, paint);
  const marks = scene.marks.map((mark) => ({ ...mark, ...toScreen(mark, camera, size) }));
  drawLabels(context, { scene, placeOf, size, marks }, paint);
  for (const row of scene.rung) ring(context, { ...placeOf(row), radius: radius + 4 }, paint);
  for (const mark of marks) drawMark(context, mark, paint);
}

interface Ground {
  readonly scene: Scene;
  readonly size: Size;
  placeOf(row: number): Point;
}

function drawGroups(
  context: CanvasRenderingContext2D,
  { scene, placeOf, radius, size }: Ground & { readonly radius: number },
  paint: Paint,
): void {
  const { groups } = scene.grouping;
  // Groups come largest first, so smaller ones are drawn over larger ones.
  for (const [group, { passages, isRest }] of groups.entries()) {
    const path = new Path2D();
    const shape = isRest ? { radius: radius * 0.75, group: 0 } : { radius, group };
    for (const row of passages) {
      const place = placeOf(row);
      if (!isOutside(place, radius, size)) traceShape(path, { ...place, ...shape });
    }
    context.globalAlpha = isPale(scene, group) ? PALE : FULL;
    context.fillStyle = isRest ? paint.rest : colourOf(group, paint);
    context.fill(path);
  }
  context.globalAlpha = 1;
}

const colourOf = (group: number, { tones, rest }: Paint): string => tones[group % tones.length] ?? rest;

const isPale = ({ onlyGroup }: Scene, group: number): boolean => onlyGroup !== undefined && onlyGroup !== group;

/** Returns whether nothing of a point is on the canvas. */
const isOutside = ({ x, y }: Point, radius: number, { width, height }: Size): boolean =>
  x < -radius || y < -radius || x > width + radius || y > height + radius;

function ring(
  context: CanvasRenderingContext2D,
  { x, y, radius }: Point & { readonly radius: number },
  { gold, paper }: Paint,
): void {
  for (const [colour, width] of [
    [paper, 5],
    [gold, 2.5],
  ] as const) {
    context.beginPath();
    context.arc(x, y, radius, 0, TAU);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Draws each group's name at its middle, largest group first. Skips a name that would overlap
 * another; the list shows all names.
 */
function drawLabels(
  context: CanvasRenderingContext2D,
  { scene, placeOf, size, marks }: Ground & { readonly marks: readonly Mark[] },
  paint: Paint,
): void {
  prepareLabels(context, paint);
  const boxOf = (text: string, { x, y }: Point): Box => {
    const half = context.measureText(text).width / 2 + 4;
    const middle = Math.min(Math.max(x, half), Math.max(half, size.width - half));
    return { left: middle - half, right: middle + half, top: y - LABEL_PIXELS, bottom: y + LABEL_PIXELS };
  };
  const taken = marks.filter(({ kind }) => kind === "asked").map((mark) => boxOf(mark.label, aboveMark(mark)));
  for (const [group, { label, passages, isRest }] of scene.grouping.groups.entries()) {
    if (isRest || isPale(scene, group) || passages.length < MIN_LABELLED) continue;
    const points = passages.map(placeOf);
    const at = { x: median(points.map(({ x }) => x)), y: median(points.map(({ y }) => y)) };
    const text = size.width < NARROW ? (label.split(", ")[0] ?? label) : label;
    const box = boxOf(text, at);
    const isSeen = at.x > 0 && at.y > 0 && at.x < size.width && at.y < size.height;
    if (!isSeen || taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    write(context, { text, x: (box.left + box.right) / 2, y: at.y }, { fill: paint.ink, halo: paint.paper });
  }
}

function prepareLabels(context: CanvasRenderingContext2D, { font }: Paint): void {
  context.font = `600 ${LABEL_PIXELS}px ${font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
}

const aboveMark = ({ x, y }: Point): Point => ({ x, y: y - 18 });

const overlaps = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Colours of a text and of its outline, which separates it from the points below. */
interface TextColours {
  readonly fill: string;
  readonly halo: string;
}

function write(
  context: CanvasRenderingContext2D,
  { text, x, y }: Point & { readonly text: string },
  { fill, halo }: TextColours,
): void {
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = fill;
  context.fillText(text, x, y);
}

/** Draws a question: gold for the last one asked, an empty ring for one that the documents did not answer. */
function drawMark(context: CanvasRenderingContext2D, { kind, label, x, y }: Mark, paint: Paint): void {
  const isAsked = kind === "asked";
  context.beginPath();
  context.arc(x, y, isAsked ? 9 : 7.5, 0, TAU);
  context.fillStyle = isAsked ? paint.gold : paint.paper;
  context.fill();
  context.strokeStyle = isAsked ? paint.paper : paint.ink;
  context.lineWidth = isAsked ? 2 : 1.5;
  context.stroke();
  context.font = `700 ${isAsked ? 12 : 10}px ${paint.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = isAsked ? paint.paper : paint.ink;
  context.fillText("?", x, y + 0.5);
  if (!isAsked) return;
  prepareLabels(context, paint);
  write(context, { text: label, ...aboveMark({ x, y }) }, { fill: paint.goldInk, halo: paint.paper });
}
