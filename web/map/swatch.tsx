import { swatchPath, toneOf } from "./draw-shape.ts";

/** Shows the shape and colour of a group. */
export function Swatch({ group, isRest = false }: { readonly group: number; readonly isRest?: boolean }) {
  return (
    <svg
      className="swatch"
      viewBox="0 0 16 16"
      aria-hidden="true"
      data-paint={isRest ? "rest" : `tone-${toneOf(group)}`}
    >
      <path d={swatchPath(isRest ? 0 : group)} />
    </svg>
  );
}
