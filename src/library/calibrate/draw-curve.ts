import { type CurvePoint, findMax } from "../../core/index.ts";

/** Curve of wrong answers against answered questions, with the promise. */
export interface DrawnCurve {
  readonly collection: string;
  readonly questions: number;
  readonly maxWrongRate: number;
  readonly certainty: number;
  /** Absent if no threshold keeps the promise. */
  readonly chosen?: CurvePoint;
  /** Points from the highest threshold down. */
  readonly points: readonly CurvePoint[];
}

const WIDTH = 640;
const HEIGHT = 400;
const FRAME = { left: 64, right: 616, top: 48, bottom: 340 };
const GRID = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * Draws the curve as SVG. It has the colour of the text around it, so it fits light and dark pages. Saved as a file, it
 * follows the reader's colour scheme. A title and a description say in words what is drawn.
 */
export function drawCurve(curve: DrawnCurve): string {
  const { collection, questions, maxWrongRate, chosen, points } = curve;
  const highest = Math.min(1, Math.max(0.1, maxWrongRate * 1.5, findMax(points.map(({ wrongRate }) => wrongRate))));
  const x = (coverage: number) => round(FRAME.left + coverage * (FRAME.right - FRAME.left));
  const y = (rate: number) => round(FRAME.bottom - Math.min(1, rate / highest) * (FRAME.bottom - FRAME.top));
  const line = points.map(({ coverage, wrongRate }) => `${x(coverage)},${y(wrongRate)}`).join(" ");
  const upper = points.map(({ coverage, upperBound }) => `${x(coverage)},${y(upperBound)}`);
  const band = [...upper, ...points.map((at) => `${x(at.coverage)},${y(at.wrongRate)}`).reverse()].join(" ");
  const promised = y(maxWrongRate);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title description" font-family="system-ui, sans-serif" font-size="13" fill="currentColor">`,
    `<title id="title">Wrong answers against answered questions, “${escapeMarkup(collection)}”</title>`,
    `<desc id="description">${escapeMarkup(describeCurve(curve))}</desc>`,
    // This style applies only if the picture is a separate document. Inside a page, the page's colour applies.
    "<style>svg:root{color:#1b1b1b;background:#fff}@media(prefers-color-scheme:dark){svg:root{color:#e8e8e8;background:#161616}}</style>",
    `<text x="${FRAME.left}" y="24" font-size="15">Of the answers shown, how many are wrong? ${questions.toLocaleString("en-US")} questions</text>`,
    ...GRID.map((share) => gridLine(x(share), percent(share))),
    ...GRID.map((share) => levelLine(y(share * highest), percent(share * highest))),
    `<text x="${(FRAME.left + FRAME.right) / 2}" y="${FRAME.bottom + 44}" text-anchor="middle">questions answered</text>`,
    ...(points.length === 0 ? [] : [`<polygon points="${band}" opacity="0.15"/>`]),
    `<polyline points="${line}" fill="none" stroke="currentColor" stroke-width="2"/>`,
    `<line x1="${FRAME.left}" y1="${promised}" x2="${FRAME.right}" y2="${promised}" stroke="currentColor" stroke-dasharray="6 4"/>`,
    `<text x="${FRAME.right}" y="${round(promised - 6)}" text-anchor="end">promised: ${percent(maxWrongRate)}</text>`,
    ...(chosen === undefined
      ? []
      : [`<circle cx="${x(chosen.coverage)}" cy="${y(chosen.wrongRate)}" r="5" stroke="currentColor"/>`]),
    "</svg>\n",
  ].join("\n");
}

/** Describes the picture in words, for users who cannot see it. */
function describeCurve({ questions, maxWrongRate, certainty, chosen, points }: DrawnCurve): string {
  const all = points.at(-1);
  const found =
    chosen === undefined
      ? `No threshold keeps wrong answers at or below ${percent(maxWrongRate)}.`
      : `From a confidence of ${chosen.threshold} on, ${percent(chosen.coverage)} of ${questions} questions are answered and ${percent(chosen.wrongRate)} of these answers are wrong.`;
  const whole =
    all === undefined
      ? "Nothing is answered."
      : `Without a threshold, ${percent(all.coverage)} are answered and ${percent(all.wrongRate)} of these answers are wrong.`;
  return `${found} ${whole} The shaded area ends at the bound that holds with ${percent(certainty)} certainty for each single threshold.`;
}

function gridLine(x: number, label: string): string {
  return `<line x1="${x}" y1="${FRAME.top}" x2="${x}" y2="${FRAME.bottom}" stroke="currentColor" opacity="0.15"/><text x="${x}" y="${FRAME.bottom + 20}" text-anchor="middle">${label}</text>`;
}

function levelLine(y: number, label: string): string {
  return `<line x1="${FRAME.left}" y1="${y}" x2="${FRAME.right}" y2="${y}" stroke="currentColor" opacity="0.15"/><text x="${FRAME.left - 8}" y="${y + 4}" text-anchor="end">${label}</text>`;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => `&#${character.charCodeAt(0)};`);
}
