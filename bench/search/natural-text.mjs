// Generates text from a seed. Its words are as frequent, and repeat as often, as those of real passages. The constants
// were measured on the passages of SciFact, Natural Questions and COVID-QA; `node bench/search/measure-text.mjs`
// measures them again and prints the generated text's figures beside the real ones.
import { normal, wordOf } from "../generate.mjs";
import { weightsOf } from "./term-law.mjs";

const VOCABULARY = 1_000_000;
const TERM_LAW = { exponent: 0.874, offset: 0, bend: 2000, tailExponent: 1.44 };

/**
 * First rank of content words, which are likely to occur again in the same passage. More frequent words are function
 * words.
 */
const FIRST_CONTENT_RANK = 10;
/** Probability that a later word repeats one of the same passage. */
const REPEATED = 0.29;

/** Lengths in words: a gamma distribution with the spread of real lengths and the mean of earlier measurements. */
const LENGTH = { mean: 120, variation: 0.526, least: 8, most: 600 };

/** @returns a function that gives the ranks, from 0, of a new text's words at each call */
export function createNaturalText(random) {
  const drawRank = createSampler(random, weightsOf(TERM_LAW, VOCABULARY));
  return () => {
    const ranks = new Uint32Array(drawLength(random));
    const content = [];
    for (let index = 0; index < ranks.length; index++) {
      let rank = drawRank();
      if (rank >= FIRST_CONTENT_RANK) {
        if (content.length > 0 && random() < REPEATED) rank = content[Math.floor(random() * content.length)];
        content.push(rank);
      }
      ranks[index] = rank;
    }
    return ranks;
  };
}

/** @returns a function from the ranks of a text to the text */
export function createSpelling() {
  const words = Array.from({ length: VOCABULARY }, (_, rank) => wordOf(rank));
  return (ranks) => Array.from(ranks, (rank) => words[rank]).join(" ");
}

/**
 * Draws an index with a probability proportional to its weight, by Walker's alias method, with one look-up for each
 * draw.
 */
function createSampler(random, weights) {
  const scale = weights.length / weights.reduce((sum, weight) => sum + weight, 0);
  const share = weights.map((weight) => weight * scale);
  const alias = new Uint32Array(weights.length);
  const small = [];
  const large = [];
  for (const [index, value] of share.entries()) (value < 1 ? small : large).push(index);
  while (small.length > 0 && large.length > 0) {
    const [poor, rich] = [small.pop(), large.at(-1)];
    alias[poor] = rich;
    share[rich] -= 1 - share[poor];
    if (share[rich] < 1) small.push(large.pop());
  }
  for (const index of [...small, ...large]) share[index] = 1;
  return () => {
    const index = Math.floor(random() * weights.length);
    return random() < share[index] ? index : alias[index];
  };
}

function drawLength(random) {
  const length = Math.round(drawGamma(random, LENGTH.variation ** -2) * LENGTH.variation ** 2 * LENGTH.mean);
  return Math.min(LENGTH.most, Math.max(LENGTH.least, length));
}

/** Draws from a gamma distribution with a shape of at least one (Marsaglia and Tsang, 2000). */
function drawGamma(random, shape) {
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
