// Measures how well near duplicates are found, and how fast the signatures of texts are computed.
//
//   npm run build && node bench/duplicates.mjs [--seed 1] [--json]
//
// Texts: $LYDIAN_DATA/documents-text (default ../shared/data) and the Markdown of examples/handbook, from 100 words on,
// at most 3,000 words each. Each text gets eight copies in which 0.2 to 12 % of the words are replaced, and two in
// which a part of the words is left out, drawn from the seed. A pair is right if the exact Jaccard similarity of its
// shingles of five words is .8 or more. A pair is found if it shares a band and its similarity is estimated at .8 or
// more.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { estimateSimilarity, nearDuplicateSimilarity, signText } from "../dist/engine/text/index.js";

const { values: options } = parseArgs({
  options: { seed: { type: "string", default: "1" }, json: { type: "boolean", default: false } },
});
const REPLACED = [0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.06, 0.12];
const LEFT_OUT = [0.1, 0.25];

/** Mulberry32: numbers from 0 to 1 that repeat with the seed. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function readTexts() {
  const folders = [join(process.env.LYDIAN_DATA ?? "../shared/data", "documents-text"), "examples/handbook"];
  const texts = [];
  for (const folder of folders) {
    for (const name of (await readdir(folder, { recursive: true })).sort()) {
      if (/\.(txt|md)$/.test(name)) texts.push(await readFile(join(folder, name), "utf8"));
    }
  }
  return texts;
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
const written = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
const wordsOf = (text) => written(text).flatMap((word) => (UNSPACED.test(word) ? [...word] : [word]));

function copy(words, random, all) {
  const replaced = REPLACED.map((share) =>
    words.map((word) => (random() < share ? all[Math.floor(random() * all.length)] : word)),
  );
  const shortened = LEFT_OUT.map((share) => {
    const start = Math.floor(random() * words.length * (1 - share));
    return words.toSpliced(start, Math.round(words.length * share));
  });
  return [words, ...replaced, ...shortened];
}

const shinglesOf = (words) => new Set(words.slice(0, -4).map((_, start) => words.slice(start, start + 5).join(" ")));

function jaccard(left, right) {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared++;
  return shared / (left.size + right.size - shared);
}

const texts = await readTexts();
const random = createRandom(Number(options.seed));
const longEnough = texts.map((text) => wordsOf(text).slice(0, 3_000)).filter((words) => words.length >= 100);
const all = longEnough.flat();
const documents = longEnough
  .flatMap((words) => copy(words, random, all))
  .map((words) => ({ shingles: shinglesOf(words), ...signText(words.join(" ")) }));

const counts = {
  right: 0,
  found: 0,
  both: 0,
  sharingBand: 0,
  pairs: 0,
  rightSharing: 0,
  errors: 0,
  farFound: 0,
  nearMissed: 0,
};
for (const [index, one] of documents.entries()) {
  for (const other of documents.slice(index + 1)) {
    const exact = jaccard(one.shingles, other.shingles);
    const sharesBand = one.bands.some((hash, band) => hash === other.bands[band]);
    const estimate = estimateSimilarity(one.bytes, other.bytes);
    const isRight = exact >= nearDuplicateSimilarity;
    const isFound = sharesBand && estimate >= nearDuplicateSimilarity;
    counts.pairs++;
    counts.right += isRight;
    counts.found += isFound;
    counts.both += isRight && isFound;
    counts.sharingBand += sharesBand;
    counts.rightSharing += isRight && sharesBand;
    counts.farFound += exact < 0.7 && isFound;
    counts.nearMissed += exact >= 0.9 && !isFound;
    if (isRight) counts.errors += (estimate - exact) ** 2;
  }
}

const joined = texts.join("\n");
let bestMs = Number.POSITIVE_INFINITY;
for (let round = 0; round < 5; round++) {
  const started = performance.now();
  for (const text of texts) signText(text);
  bestMs = Math.min(bestMs, performance.now() - started);
}
const megabytes = Buffer.byteLength(joined) / 1e6;
const result = {
  documents: documents.length,
  ...counts,
  precision: counts.both / counts.found,
  recall: counts.both / counts.right,
  recallOfBands: counts.rightSharing / counts.right,
  estimateRmse: Math.sqrt(counts.errors / counts.right),
  megabytes,
  megabytesPerSecond: (megabytes / bestMs) * 1_000,
};
if (options.json) console.log(JSON.stringify(result));
else {
  console.log(`${result.documents} documents, ${counts.pairs} pairs, of which ${counts.right} are near duplicates`);
  console.log(`precision ${result.precision.toFixed(3)}, recall ${result.recall.toFixed(3)}`);
  console.log(
    `share a band: ${counts.sharingBand} pairs, ${(100 * result.recallOfBands).toFixed(2)} % of the near duplicates`,
  );
  console.log(`found below .7: ${counts.farFound}; missed from .9 on: ${counts.nearMissed}`);
  console.log(`error of their estimate: ${result.estimateRmse.toFixed(3)} (root of the mean square)`);
  console.log(`signed: ${megabytes.toFixed(2)} MB at ${result.megabytesPerSecond.toFixed(1)} MB/s`);
}
