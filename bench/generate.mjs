// Generates text and vectors from a seed, the same on every machine.

const VOCABULARY = 200_000;
const SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "za"];

/** Returns a function whose calls give numbers from 0 to below 1 (mulberry32). */
export function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Returns the word of a rank, from 0. More frequent words are shorter. */
export function wordOf(rank) {
  let word = "";
  for (let rest = rank + 16; rest > 0; rest = Math.floor(rest / 16)) word = SYLLABLES[rest % 16] + word;
  return word;
}

/** Returns `count` texts of 40 to 200 words. A word of rank r is 1/r as frequent as the most frequent word (Zipf). */
export function generateTexts(random, count) {
  const words = Array.from({ length: VOCABULARY }, (_, rank) => wordOf(rank));
  const ranks = new Map(words.map((word, rank) => [word, rank]));
  const draw = () => words[Math.floor((VOCABULARY + 1) ** random()) - 1];
  const texts = Array.from({ length: count }, () =>
    Array.from({ length: 40 + Math.floor(random() * 161) }, draw).join(" "),
  );
  return { texts, ranks };
}

/** Returns eight different words of one text, without the `commonest` most frequent words of all texts. */
export function queryWords(random, { texts, ranks }, commonest) {
  for (;;) {
    const words = new Set(texts[Math.floor(random() * texts.length)].split(" "));
    const rarer = [...words].filter((word) => ranks.get(word) >= commonest);
    if (rarer.length < 8) continue;
    return Array.from({ length: 8 }, () => rarer.splice(Math.floor(random() * rarer.length), 1)[0]);
  }
}

/**
 * Returns unit vectors, row by row: noise around the rows of `centres` or `around`, or around 2,000 random directions.
 */
export function generateVectors(random, { count, dimensions, centres, around }) {
  const given = around ?? centres ?? randomRows(random, 2000 * dimensions);
  const rows = given.length / dimensions;
  const noise = 0.5 / Math.sqrt(dimensions);
  const vectors = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions);
    const centre = Math.floor(random() * rows) * dimensions;
    let length = 0;
    for (let index = 0; index < dimensions; index++) {
      vector[index] = given[centre + index] + noise * normal(random);
      length += vector[index] ** 2;
    }
    for (let index = 0; index < dimensions; index++) vector[index] /= Math.sqrt(length);
  }
  return vectors;
}

function randomRows(random, size) {
  const scale = 1 / Math.sqrt(384);
  return Float32Array.from({ length: size }, () => normal(random) * scale);
}

/** Returns a number with the standard normal distribution (Box and Muller). */
export function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
