// Measures the share of the ten nearest vectors by float32 that Lydian finds, on real embeddings of three data sets.
//
//   npm run build && node bench/search/measure-recall.mjs
//
// "codes" is the product's search: candidates by one-bit codes, rescored by int8. "exact" compares all by int8. Both
// lose what int8 cannot tell apart; "as near" counts a hit as found if its float32 similarity is at most 0.001 below
// the tenth's.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIMENSIONS, PIECE, readQuestions, writePiece, writeQuestions } from "./corpus-files.mjs";
import { build, open } from "./engines/lydian.mjs";
import { REAL_SETS, readEmbeddings } from "./real-sets.mjs";

const TEN = 10;
const AS_NEAR = 0.001;

function similarities(vectors, question) {
  return Float32Array.from({ length: vectors.length / DIMENSIONS }, (_, row) => {
    let sum = 0;
    for (let at = 0, start = row * DIMENSIONS; at < DIMENSIONS; at++) sum += question[at] * vectors[start + at];
    return sum;
  });
}

function writeCorpus(corpus, { passages, questions }) {
  mkdirSync(corpus);
  const count = passages.length / DIMENSIONS;
  for (let first = 0; first < count; first += PIECE) {
    const vectors = passages.slice(first * DIMENSIONS, (first + PIECE) * DIMENSIONS);
    const texts = Array.from({ length: vectors.length / DIMENSIONS }, (_, row) => `passage ${first + row}`);
    writePiece(corpus, first / PIECE, { texts, vectors });
  }
  writeQuestions(corpus, { count, words: {}, vectors: questions });
}

async function measure(set, folder) {
  const real = await readEmbeddings(set);
  const paths = { corpus: join(folder, `${set}-corpus`), home: join(folder, set) };
  writeCorpus(paths.corpus, real);
  mkdirSync(paths.home);
  await build(paths);
  const ways = await open(paths);
  const questions = readQuestions(paths.corpus).vectors;
  const sums = { codes: 0, "codes, as near": 0, exact: 0, "exact, as near": 0 };
  for (const question of questions) {
    const scores = similarities(real.passages, question);
    const tenth = scores.toSorted().at(-TEN);
    for (const [name, ask] of [
      ["codes", ways.vectors],
      ["exact", ways.exactVectors],
    ]) {
      const found = await ask(question);
      sums[name] += found.filter((row) => scores[row] >= tenth).length / TEN;
      sums[`${name}, as near`] += found.filter((row) => scores[row] >= tenth - AS_NEAR).length / TEN;
    }
  }
  const shares = Object.entries(sums).map(([name, sum]) => [name, Number((sum / questions.length).toFixed(4))]);
  return { passages: real.passages.length / DIMENSIONS, questions: questions.length, ...Object.fromEntries(shares) };
}

const folder = mkdtempSync(join(tmpdir(), "lydian-recall-"));
try {
  const rows = {};
  for (const set of REAL_SETS) rows[set] = await measure(set, folder);
  console.table(rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
