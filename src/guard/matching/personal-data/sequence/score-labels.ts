import type { Features } from "./extract-features.ts";
import { labelCount } from "./labels.ts";

/** Weights of a linear-chain conditional random field. */
export interface SequenceWeights {
  /** Score of each label for each feature, before it is scaled, three labels in each number. */
  readonly emissions: Float64Array;
  /** Factor of the emissions. */
  readonly emissionScale: number;
  /** Score of each label after each label: before × label. Only pairs that may follow each other count. */
  readonly transitions: Float32Array;
  /** Weight of each label after each label, by the transitions: before × label. */
  readonly steps: Float64Array;
}

/** Tokens from `start` to before `end`. */
export interface TokenRange {
  readonly start: number;
  readonly end: number;
}

const LANES = 3;
const LANE = 2 ** 16;
const packedCount = labelCount / LANES;

/**
 * Packs scores of row × label, three labels in a number, so that one addition adds all three. The sum of 256 scores of
 * one byte does not exceed the 16 bits of a label, and three labels take 48 of the 53 bits in which a number is exact.
 */
export function packEmissions(emissions: Int8Array): Float64Array {
  const packed = new Float64Array(emissions.length / LANES);
  for (let at = 0; at < emissions.length; at += LANES) {
    const [first = 0, second = 0, third = 0] = emissions.subarray(at, at + LANES);
    packed[at / LANES] = first + second * LANE + third * LANE ** 2;
  }
  return packed;
}

/** Returns the score of each label for each token of a range: token × label. */
export function scoreLabels(features: Features, weights: SequenceWeights, { start, end }: TokenRange): Float64Array {
  const { rows, count } = features;
  const sums = new Float64Array(packedCount);
  const scores = new Float64Array((end - start) * labelCount);
  for (let token = start; token < end; token++) {
    addRows(sums, rows.subarray(token * count, (token + 1) * count), weights.emissions);
    unpack(sums, scores, (token - start) * labelCount, weights.emissionScale);
  }
  return scores;
}

/**
 * Sums seven numbers of each row. They are added in local variables, since this loop takes most of the model's time,
 * and is twice as slow with an inner loop.
 */
function addRows(sums: Float64Array, rows: Uint16Array, emissions: Float64Array): void {
  let [first, second, third, fourth, fifth, sixth, seventh] = [0, 0, 0, 0, 0, 0, 0];
  for (let feature = 0; feature < rows.length; feature++) {
    const row = (rows[feature] ?? 0) * packedCount;
    first += emissions[row] ?? 0;
    second += emissions[row + 1] ?? 0;
    third += emissions[row + 2] ?? 0;
    fourth += emissions[row + 3] ?? 0;
    fifth += emissions[row + 4] ?? 0;
    sixth += emissions[row + 5] ?? 0;
    seventh += emissions[row + 6] ?? 0;
  }
  sums.set([first, second, third, fourth, fifth, sixth, seventh]);
}

function unpack(sums: Float64Array, scores: Float64Array, base: number, scale: number): void {
  for (let at = 0; at < packedCount; at++) {
    const sum = sums[at] ?? 0;
    const third = Math.round(sum / LANE ** 2);
    const rest = sum - third * LANE ** 2;
    const second = Math.round(rest / LANE);
    const place = base + at * LANES;
    scores[place] = (rest - second * LANE) * scale;
    scores[place + 1] = second * scale;
    scores[place + 2] = third * scale;
  }
}
