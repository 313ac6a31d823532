// Compares how near a question's neighbours are among real and among generated embeddings, by their mean similarities.
//
//   npm run build && node bench/search/measure-vectors.mjs [--kept 0.8,0.9]
//
// "kept" is how much of one real vector a generated one keeps, see noisy-vectors.mjs. "recall" is the share of the ten
// nearest by float32 among the 1,000 nearest by one-bit codes, so it says how hard the vectors are for such codes.
// "neighbour" is the similarity of a passage and the passage nearest to it, "far" that of two passages drawn at random.
import { parseArgs } from "node:util";
import { createRandom } from "../generate.mjs";
import { DIMENSIONS, vectorAt } from "./corpus-files.mjs";
import { createNoisyVectors, KEPT } from "./noisy-vectors.mjs";
import { readEmbeddings } from "./real-sets.mjs";

const RANKS = [1, 10, 100, 1000];
const QUESTIONS = 50;
const CANDIDATES = 1000;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Returns the dot products of a vector with many others. */
function similarities(vectors, question) {
  return Float32Array.from({ length: vectors.length / DIMENSIONS }, (_, row) => {
    let sum = 0;
    for (let at = 0, start = row * DIMENSIONS; at < DIMENSIONS; at++) sum += question[at] * vectors[start + at];
    return sum;
  });
}

/** Returns the rows, the most similar first. */
function rank(scores) {
  const rows = Uint32Array.from(scores.keys());
  return rows.sort((one, other) => scores[other] - scores[one] || one - other);
}

const signsOf = (vectors) => vectors.map((value) => (value > 0 ? 1 : -1));

function describe(passages, questions) {
  const scores = questions.map((question) => similarities(passages, question));
  const ranked = scores.map(rank);
  const signs = signsOf(passages);
  const recall = questions.map((question, index) => {
    const candidates = new Set(rank(similarities(signs, signsOf(question))).subarray(0, CANDIDATES));
    return mean(Array.from(ranked[index].subarray(0, 10), (row) => (candidates.has(row) ? 1 : 0)));
  });
  const some = Array.from({ length: questions.length }, (_, row) => vectorAt(passages, row));
  const among = some.map((passage) => similarities(passages, passage));
  const columns = {
    ...Object.fromEntries(
      RANKS.map((at) => [`rank ${at}`, mean(ranked.map((rows, index) => scores[index][rows[at - 1]]))]),
    ),
    neighbour: mean(among.map((near) => near.toSorted().at(-2))),
    far: mean(among.map((near) => mean(near))),
    recall: mean(recall),
  };
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, Number(value.toFixed(3))]));
}

const { values: options } = parseArgs({ options: { kept: { type: "string", default: String(KEPT) } } });
const real = await readEmbeddings("scifact");
const questions = Array.from({ length: QUESTIONS }, (_, row) => vectorAt(real.questions, row));
const rows = { "SciFact, 5,183 passages": describe(real.passages, questions) };
for (const kept of options.kept.split(",").map(Number)) {
  const generated = new Float32Array(real.passages.length);
  createNoisyVectors(createRandom(1), real.passages, kept)(generated);
  rows[`generated, kept ${kept}`] = describe(generated, questions);
}
console.table(rows);
