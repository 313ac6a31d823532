import { firstBefore, isBegin, labelCount, lastBefore, OUTSIDE } from "./labels.ts";

/** Tables of a chain of tokens, each token × label unless it says otherwise. */
export interface ChainProbabilities {
  /** Probability of each label. */
  readonly marginals: Float64Array;
  /** Probability of everything up to a token, the token included, scaled to a sum of 1. */
  readonly forward: Float64Array;
  /** Probability of everything after a token, scaled to a sum of 1. */
  readonly backward: Float64Array;
  /** Weight of each label by the token alone. */
  readonly emissions: Float64Array;
}

/** Returns the weight of each label after each label, before × label, from their scores. */
export function stepsOf(transitions: Float32Array): Float64Array {
  const steps = new Float64Array(transitions.length);
  for (let at = 0; at < steps.length; at++) steps[at] = Math.exp(transitions[at] ?? 0);
  return steps;
}

/**
 * Computes the probability of each label by the forward-backward algorithm, scaled at each token.
 *
 * @param steps  weight of each label after each label: before × label
 */
export function computeProbabilities(scores: Float64Array, steps: Float64Array): ChainProbabilities {
  const emissions = exponentials(scores);
  const forward = new Float64Array(scores.length);
  const backward = new Float64Array(scores.length);
  for (let base = 0; base < scores.length; base += labelCount) {
    if (base === 0) begin(forward, steps);
    else stepForward(forward, steps, base);
    multiply(forward, emissions, base);
    scaleToOne(forward, base);
  }
  const last = scores.length - labelCount;
  if (last >= 0) backward.fill(1, last);
  for (let base = last - labelCount; base >= 0; base -= labelCount) {
    stepBackward(backward, emissions, steps, base);
    scaleToOne(backward, base);
  }
  const marginals = forward.slice();
  for (let base = 0; base < marginals.length; base += labelCount) {
    multiply(marginals, backward, base);
    scaleToOne(marginals, base);
  }
  return { marginals, forward, backward, emissions };
}

/** An entity cannot continue at the first token. */
function begin(forward: Float64Array, steps: Float64Array): void {
  forward[OUTSIDE] = steps[OUTSIDE * labelCount + OUTSIDE] ?? 0;
  for (let label = 1; label < labelCount; label += 2) forward[label] = steps[OUTSIDE * labelCount + label] ?? 0;
}

function stepForward(forward: Float64Array, steps: Float64Array, base: number): void {
  const row = base - labelCount;
  for (let label = 0; label < labelCount; label++) {
    const last = lastBefore(label);
    let sum = 0;
    for (let before = firstBefore(label); before <= last; before++)
      sum += (forward[row + before] ?? 0) * (steps[before * labelCount + label] ?? 0);
    forward[base + label] = sum;
  }
}

/** Weight of each label of the token after the one that is computed. */
const ahead = new Float64Array(labelCount);

function stepBackward(backward: Float64Array, emissions: Float64Array, steps: Float64Array, base: number): void {
  const next = base + labelCount;
  for (let label = 0; label < labelCount; label++)
    ahead[label] = (emissions[next + label] ?? 0) * (backward[next + label] ?? 0);
  for (let before = 0; before < labelCount; before++) backward[base + before] = sumAhead(steps, before);
}

/** Sums the probabilities of the rest of the chain over the labels that may follow a label, in their order. */
function sumAhead(steps: Float64Array, before: number): number {
  const row = before * labelCount;
  const begun = isBegin(before) ? before : before - 1;
  let sum = (ahead[OUTSIDE] ?? 0) * (steps[row + OUTSIDE] ?? 0);
  for (let label = 1; label < labelCount; label += 2) {
    sum += (ahead[label] ?? 0) * (steps[row + label] ?? 0);
    if (label === begun) sum += (ahead[label + 1] ?? 0) * (steps[row + label + 1] ?? 0);
  }
  return sum;
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
