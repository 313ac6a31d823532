// Compares how words are distributed in real passages and in generated ones.
//
//   node bench/search/measure-text.mjs [--chunks 10000]
//
// "once" is the share of different words that come only once. "again" is how often a word occurs in a passage that has
// it at all, and in brackets the expected number if words were independent of each other; the difference is burstiness.
// Words are runs of letters and digits, in lower case.
import { parseArgs } from "node:util";
import { createRandom } from "../generate.mjs";
import { createNaturalText } from "./natural-text.mjs";
import { REAL_SETS, readPassages } from "./real-sets.mjs";
import { fitTermLaw } from "./term-law.mjs";

const BEND = 2000;
const LAST_FITTED = 20_000;
const RANKS = [1, 10, 100, 1000, 10_000];
const BANDS = [
  [11, 100],
  [101, 1000],
  [1001, 10_000],
];

const wordsOf = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Occurrences and passages of each word, the most frequent first. */
function countWords(passages) {
  const counts = new Map();
  for (const passage of passages) {
    const seen = new Set();
    for (const word of passage) {
      const count = counts.get(word) ?? { occurrences: 0, passages: 0 };
      counts.set(word, count);
      count.occurrences++;
      if (!seen.has(word)) count.passages++;
      seen.add(word);
    }
  }
  return [...counts.values()].sort((one, other) => other.occurrences - one.occurrences);
}

function againIn(words, lengths, [first, last]) {
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  let [occurrences, passages, independent] = [0, 0, 0];
  const byLength = new Map();
  for (const length of lengths) byLength.set(length, (byLength.get(length) ?? 0) + 1);
  for (const word of words.slice(first - 1, last)) {
    occurrences += word.occurrences;
    passages += word.passages;
    const share = word.occurrences / tokens;
    for (const [length, count] of byLength) independent += count * (1 - (1 - share) ** length);
  }
  return `${(occurrences / passages).toFixed(2)} (${(occurrences / independent).toFixed(2)})`;
}

function describe(passages) {
  const words = countWords(passages);
  const lengths = passages.map(({ length }) => length).sort((one, other) => one - other);
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  const mean = tokens / lengths.length;
  const variance = lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / lengths.length;
  const quantile = (share) => lengths[Math.floor(share * (lengths.length - 1))];
  const law = fitTermLaw(
    words.map(({ occurrences }) => occurrences),
    { bend: BEND, last: LAST_FITTED },
  );
  const perMillion = RANKS.map((rank) => [
    `rank ${rank}, in a million`,
    Number((((words[rank - 1]?.occurrences ?? 0) / tokens) * 1e6).toPrecision(3)),
  ]);
  return {
    passages: passages.length,
    "words, mean": Number(mean.toFixed(0)),
    "words, variation": Number((Math.sqrt(variance) / mean).toFixed(2)),
    "words, 5 % / 50 % / 95 %": [0.05, 0.5, 0.95].map(quantile).join(" / "),
    "different words": words.length,
    once: Number((words.filter(({ occurrences }) => occurrences === 1).length / words.length).toFixed(2)),
    [`exponent to rank ${BEND}`]: Number(law.exponent.toFixed(3)),
    offset: law.offset,
    [`exponent from rank ${BEND}`]: Number(law.tailExponent.toFixed(3)),
    ...Object.fromEntries(perMillion),
    ...Object.fromEntries(BANDS.map((band) => [`again, ranks ${band.join(" to ")}`, againIn(words, lengths, band)])),
  };
}

const { values: options } = parseArgs({ options: { chunks: { type: "string", default: "10000" } } });
const real = Object.fromEntries(REAL_SETS.map((set) => [set, readPassages(set).map(wordsOf)]));
const nextText = createNaturalText(createRandom(1));
const columns = {
  ...real,
  "all three": Object.values(real).flat(),
  generated: Array.from({ length: Number(options.chunks) }, () => nextText()),
};
const described = Object.entries(columns).map(([name, passages]) => [name, describe(passages)]);
const rows = Object.keys(described[0][1]).map((row) => [
  row,
  Object.fromEntries(described.map(([name, column]) => [name, column[row]])),
]);
console.table(Object.fromEntries(rows));
