/** Number of shapes. With eight shapes and eight colours the first twelve groups all look different. */
const SHAPES = 8;
export const TONES = 8;

/** Returns the index of a group's colour; later groups reuse the first colours. */
export const toneOf = (group: number): number => group % TONES;
const shapeOf = (group: number): number => (group + 3 * Math.floor(group / TONES)) % SHAPES;

/** Corners of each shape within a circle of radius 1; empty for the circle itself. */
const corners: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
  [
    [0, -1.15],
    [1.05, 0.75],
    [-1.05, 0.75],
  ],
  [
    [0, -1.2],
    [1.2, 0],
    [0, 1.2],
    [-1.2, 0],
  ],
  [
    [-0.4, -1.1],
    [0.4, -1.1],
    [0.4, -0.4],
    [1.1, -0.4],
    [1.1, 0.4],
    [0.4, 0.4],
    [0.4, 1.1],
    [-0.4, 1.1],
    [-0.4, 0.4],
    [-1.1, 0.4],
    [-1.1, -0.4],
    [-0.4, -0.4],
  ],
  [
    [0, 1.15],
    [1.05, -0.75],
    [-1.05, -0.75],
  ],
  [
    [-1, 0],
    [-0.5, -0.95],
    [0.5, -0.95],
    [1, 0],
    [0.5, 0.95],
    [-0.5, 0.95],
  ],
  [
    [-1.25, -0.55],
    [1.25, -0.55],
    [1.25, 0.55],
    [-1.25, 0.55],
  ],
];

export interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly group: number;
}

/** Adds the shape of a group to a path. */
export function traceShape(path: Path2D, { x, y, radius, group }: Drawn): void {
  const shape = corners[shapeOf(group)] ?? [];
  const [first, ...others] = shape;
  if (first === undefined) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  path.moveTo(x + first[0] * radius, y + first[1] * radius);
  for (const [cornerX, cornerY] of others) path.lineTo(x + cornerX * radius, y + cornerY * radius);
  path.closePath();
}

/** Returns a group's shape as the `d` of an SVG path of 16 × 16. */
export function swatchPath(group: number): string {
  const shape = corners[shapeOf(group)] ?? [];
  if (shape.length === 0) return "M13 8a5 5 0 1 1-10 0a5 5 0 1 1 10 0Z";
  return `M${shape.map(([x, y]) => `${8 + x * 5} ${8 + y * 5}`).join("L")}Z`;
}
