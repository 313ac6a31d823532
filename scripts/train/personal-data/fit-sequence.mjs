// Fits a linear-chain conditional random field by stochastic gradient with step sizes after AdaGrad (Duchi, Hazan,
// Singer 2011).

import {
  computeProbabilities,
  stepsOf,
} from "../../../dist/guard/matching/personal-data/sequence/chain-probabilities.js";
import { FEATURE_ROWS } from "../../../dist/guard/matching/personal-data/sequence/extract-features.js";
import { labelCount, labelPairs } from "../../../dist/guard/matching/personal-data/sequence/labels.js";

const STEP = 0.15;
const EPSILON = 1e-6;
/** Smaller errors teach nothing, and would take most of the time. */
const MIN_GRADIENT = 1e-4;

/**
 * Returns the weights that explain labelled texts.
 *
 * @param examples  `{ features, labels }` of each text
 * @param options   `epochs` over all examples, `decay` of the weights after each, and `next`, a generator of whole
 *   numbers
 */
export function fitSequence(examples, { epochs, decay, next }) {
  const emissions = new Float32Array(FEATURE_ROWS * labelCount);
  const transitions = new Float32Array(labelCount * labelCount);
  const emissionTable = tableOf(emissions);
  const transitionTable = tableOf(transitions);
  const order = examples.map((_, at) => at);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, next);
    for (const at of order) learn(examples[at]);
    for (let at = 0; at < emissions.length; at++) emissions[at] *= 1 - decay;
  }
  return { emissions, transitions };

  function learn({ features, labels }) {
    const length = labels.length;
    if (length === 0) return;
    const scores = scoreLabels(features, emissions);
    const steps = stepsOf(transitions);
    const probabilities = computeProbabilities(scores, steps);
    const { marginals } = probabilities;
    const pairs = countPairs(probabilities, steps);
    for (let token = 0; token < length; token++) {
      const errors = marginals.subarray(token * labelCount, (token + 1) * labelCount);
      errors[labels[token]] -= 1;
      for (const row of features.rows.subarray(token * features.count, (token + 1) * features.count))
        step(emissionTable, row * labelCount, errors);
    }
    for (let token = 1; token < length; token++) pairs[labels[token - 1] * labelCount + labels[token]] -= 1;
    step(transitionTable, 0, pairs);
  }
}

/** Returns the score of each label for each token by weights that are not quantised yet: token × label. */
function scoreLabels({ rows, count }, emissions) {
  const scores = new Float64Array((rows.length / count) * labelCount);
  for (let feature = 0; feature < rows.length; feature++) {
    const base = Math.floor(feature / count) * labelCount;
    const row = rows[feature] * labelCount;
    for (let label = 0; label < labelCount; label++) scores[base + label] += emissions[row + label];
  }
  return scores;
}

/** Returns the expected number of each pair of labels, added up over a chain: before × label. */
function countPairs({ forward, backward, emissions }, steps) {
  const { befores, labels, places } = labelPairs;
  const pairs = new Float64Array(labelCount * labelCount);
  const between = new Float64Array(places.length);
  for (let base = labelCount; base < forward.length; base += labelCount) {
    let total = 0;
    for (let pair = 0; pair < places.length; pair++) {
      const at = base + labels[pair];
      between[pair] = forward[base - labelCount + befores[pair]] * steps[places[pair]] * emissions[at] * backward[at];
      total += between[pair];
    }
    if (total > 0) for (let pair = 0; pair < places.length; pair++) pairs[places[pair]] += between[pair] / total;
  }
  return pairs;
}

/** Weights with the sums of their squared gradients. */
const tableOf = (weights) => ({ weights, squares: new Float32Array(weights.length).fill(EPSILON) });

/** Takes a step against the gradients of the weights from an index on. */
function step({ weights, squares }, base, gradients) {
  for (let at = 0; at < gradients.length; at++) {
    const gradient = gradients[at];
    if (Math.abs(gradient) < MIN_GRADIENT) continue;
    squares[base + at] += gradient * gradient;
    weights[base + at] -= (STEP * gradient) / Math.sqrt(squares[base + at]);
  }
}

/** Returns weights in bytes, as they are shipped. */
export function quantise({ emissions, transitions }) {
  let largest = 0;
  for (const weight of emissions) largest = Math.max(largest, Math.abs(weight));
  const emissionScale = largest / 127;
  return {
    emissions: Int8Array.from(emissions, (weight) => Math.round(weight / emissionScale)),
    emissionScale,
    transitions,
  };
}

function shuffle(list, next) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = next() % (at + 1);
    [list[at], list[other]] = [list[other], list[at]];
  }
}
