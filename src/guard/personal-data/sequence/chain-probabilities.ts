import { labelCount, labelPairs, OUTSIDE } from "./labels.ts";

/** Tables of a chain of tokens, each token × label unless it says otherwise. */
export interface ChainProbabilities {
  /** Probability of each label. */
  readonly marginals: Float64Array;
  /** Probability of what is before a token and the token itself, scaled to a sum of 1. */
  readonly forward: Float64Array;
  /** Probability of what is after a token, scaled to a sum of 1. */
  readonly backward: Float64Array;
  /** Weight of each label by the token alone. */
  readonly emissions: Float64Array;
  /** Weight of each label after each label: before × label. */
  readonly steps: Float64Array;
}

const { befores, labels, places } = labelPairs;

/** Computes the probability of each label by the forward-backward algorithm, scaled at each token. */
export function computeProbabilities(scores: Float64Array, transitions: Float32Array): ChainProbabilities {
  const emissions = exponentials(scores);
  const steps = Float64Array.from(transitions, Math.exp);
  const forward = new Float64Array(scores.length);
  const backward = new Float64Array(scores.length);
  for (let base = 0; base < scores.length; base += labelCount) {
    if (base === 0)
      for (let label = 0; label < labelCount; label++) forward[label] = steps[OUTSIDE * labelCount + label] ?? 0;
    else stepForward(forward, steps, base);
    if (base === 0) forbidInside(forward);
    multiply(forward, emissions, base);
    scaleToOne(forward, base);
  }
  const last = scores.length - labelCount;
  if (last >= 0) backward.fill(1, last);
  for (let base = last - labelCount; base >= 0; base -= labelCount) {
    stepBackward(backward, { emissions, steps }, base);
    scaleToOne(backward, base);
  }
  const marginals = Float64Array.from(forward);
  for (let base = 0; base < marginals.length; base += labelCount) {
    multiply(marginals, backward, base);
    scaleToOne(marginals, base);
  }
  return { marginals, forward, backward, emissions, steps };
}

/** An entity cannot continue at the first token. */
function forbidInside(forward: Float64Array): void {
  for (let label = 2; label < labelCount; label += 2) forward[label] = 0;
}

function stepForward(forward: Float64Array, steps: Float64Array, base: number): void {
  const before = base - labelCount;
  for (let pair = 0; pair < places.length; pair++) {
    const label = base + (labels[pair] ?? 0);
    const reached = forward[before + (befores[pair] ?? 0)] ?? 0;
    forward[label] = (forward[label] ?? 0) + reached * (steps[places[pair] ?? 0] ?? 0);
  }
}

function stepBackward(
  backward: Float64Array,
  { emissions, steps }: Pick<ChainProbabilities, "emissions" | "steps">,
  base: number,
): void {
  const next = base + labelCount;
  for (let pair = 0; pair < places.length; pair++) {
    const label = next + (labels[pair] ?? 0);
    const before = base + (befores[pair] ?? 0);
    const ahead = (emissions[label] ?? 0) * (backward[label] ?? 0);
    backward[before] = (backward[before] ?? 0) + ahead * (steps[places[pair] ?? 0] ?? 0);
  }
}

function multiply(values: Float64Array, factors: Float64Array, base: number): void {
  for (let at = base; at < base + labelCount; at++) values[at] = (values[at] ?? 0) * (factors[at] ?? 0);
}

/** Returns e to the power of each score, relative to the highest score of its token. */
function exponentials(scores: Float64Array): Float64Array {
  const result = new Float64Array(scores.length);
  for (let base = 0; base < scores.length; base += labelCount) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let at = base; at < base + labelCount; at++) highest = Math.max(highest, scores[at] ?? 0);
    for (let at = base; at < base + labelCount; at++) result[at] = Math.exp((scores[at] ?? 0) - highest);
  }
  return result;
}

function scaleToOne(values: Float64Array, base: number): void {
  let sum = 0;
  for (let at = base; at < base + labelCount; at++) sum += values[at] ?? 0;
  if (sum === 0) return;
  for (let at = base; at < base + labelCount; at++) values[at] = (values[at] ?? 0) / sum;
}
