import { TONES } from "./draw-shape.ts";

const NAMES = [
  ...Array.from({ length: TONES }, (_, tone) => `tone-${tone}`),
  "rest",
  "ink",
  "paper",
  "gold",
  "gold-ink",
];

/** Renders hidden elements whose computed colours the canvas uses. */
export function PaintSamples() {
  return (
    <span hidden>
      {NAMES.map((name) => (
        <i key={name} data-paint={name} />
      ))}
    </span>
  );
}
