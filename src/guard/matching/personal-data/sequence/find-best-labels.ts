import { firstBefore, labelCount, lastBefore, OUTSIDE } from "./labels.ts";

/** Returns the most probable label of each token by the algorithm of Viterbi. Equal paths: the first label counts. */
export function findBestLabels(scores: Float64Array, transitions: Float32Array): Uint8Array {
  const best = new Float64Array(scores.length).fill(Number.NEGATIVE_INFINITY);
  const from = new Uint8Array(scores.length);
  for (let label = OUTSIDE; label < Math.min(labelCount, scores.length); label += label === OUTSIDE ? 1 : 2)
    best[label] = (scores[label] ?? 0) + (transitions[label] ?? 0);
  for (let base = labelCount; base < scores.length; base += labelCount) {
    reachLabels({ best, from }, transitions, base);
    for (let at = base; at < base + labelCount; at++) best[at] = (best[at] ?? 0) + (scores[at] ?? 0);
  }
  return traceBack({ best, from });
}

/** The best path to each label of each token: its score, and the label before. Token × label. */
interface Paths {
  readonly best: Float64Array;
  readonly from: Uint8Array;
}

/** Finds the best label before each label of the token whose labels begin at `base`. */
function reachLabels({ best, from }: Paths, transitions: Float32Array, base: number): void {
  const row = base - labelCount;
  for (let label = 0; label < labelCount; label++) {
    const last = lastBefore(label);
    let highest = Number.NEGATIVE_INFINITY;
    let origin = 0;
    for (let before = firstBefore(label); before <= last; before++) {
      const score = (best[row + before] ?? 0) + (transitions[before * labelCount + label] ?? 0);
      if (score <= highest) continue;
      highest = score;
      origin = before;
    }
    best[base + label] = highest;
    from[base + label] = origin;
  }
}

function traceBack({ best, from }: Paths): Uint8Array {
  const path = new Uint8Array(best.length / labelCount);
  const last = best.subarray(Math.max(0, best.length - labelCount));
  let label = last.reduce((first, score, each) => (score > (last[first] ?? 0) ? each : first), OUTSIDE);
  for (let token = path.length - 1; token >= 0; token--) {
    path[token] = label;
    label = from[token * labelCount + label] ?? OUTSIDE;
  }
  return path;
}
