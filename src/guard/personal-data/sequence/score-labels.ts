import type { Features } from "./extract-features.ts";
import { labelCount } from "./labels.ts";

/** Weights of a linear-chain conditional random field. */
export interface SequenceWeights {
  /** Score of each label for each feature, before it is scaled, two labels in each number. */
  readonly emissions: Int32Array;
  /** Factor of the emissions. */
  readonly emissionScale: number;
  /** Score of each label after each label: before × label. Only pairs that may follow each other count. */
  readonly transitions: Float32Array;
}

/** Tokens from `start` to before `end`. */
export interface TokenRange {
  readonly start: number;
  readonly end: number;
}

const LANES = 2;
const LANE_BITS = 16;
const packedCount = Math.ceil(labelCount / LANES);

/**
 * Packs scores of row × label, two labels in a number, so that one addition adds both. 256 scores of one byte cannot exceed the 16
 * bits of a label.
 */
export function packEmissions(emissions: Int8Array): Int32Array {
  const packed = new Int32Array((emissions.length / labelCount) * packedCount);
  emissions.forEach((score, at) => {
    const label = at % labelCount;
    const place = Math.floor(at / labelCount) * packedCount + (label >> 1);
    packed[place] = (packed[place] ?? 0) + (label % LANES === 0 ? score : score * 2 ** LANE_BITS);
  });
  return packed;
}

/** Returns the score of each label for each token of a range: token × label. */
export function scoreLabels(features: Features, weights: SequenceWeights, { start, end }: TokenRange): Float64Array {
  const { rows, count } = features;
  const { emissions, emissionScale } = weights;
  const sums = new Int32Array(packedCount);
  const scores = new Float64Array((end - start) * labelCount);
  for (let token = start; token < end; token++) {
    sums.fill(0);
    for (let feature = token * count; feature < (token + 1) * count; feature++) {
      const row = (rows[feature] ?? 0) * packedCount;
      for (let at = 0; at < packedCount; at++) sums[at] = (sums[at] ?? 0) + (emissions[row + at] ?? 0);
    }
    unpack(sums, scores, { base: (token - start) * labelCount, scale: emissionScale });
  }
  return scores;
}

/** Place of a token's scores, and their factor. */
interface ScorePlace {
  readonly base: number;
  readonly scale: number;
}

function unpack(sums: Int32Array, scores: Float64Array, { base, scale }: ScorePlace): void {
  for (let label = 0; label < labelCount; label++) {
    const sum = sums[label >> 1] ?? 0;
    const low = (sum << LANE_BITS) >> LANE_BITS;
    scores[base + label] = (label % LANES === 0 ? low : (sum - low) >> LANE_BITS) * scale;
  }
}
