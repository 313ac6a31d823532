import { TONES } from "./draw-shape.ts";

const NAMES = [
  ...Array.from({ length: TONES }, (_, tone) => `tone-${tone}`),
  "rest",
  "ink",
  "paper",
  "gold",
  "gold-ink",
];

/** Nothing to be seen: elements that have the colours which the canvas is drawn with. */
export function PaintSamples() {
  return (
    <span hidden>
      {NAMES.map((name) => (
        <i key={name} data-paint={name} />
      ))}
    </span>
  );
}
