// Computes the right answers by brute force: the ten nearest vectors by float32, and the BM25 score, as Lucene computes
// it (k1 1.2, b 0.75), of every text with a word of the question.
import { countOf, DIMENSIONS, readQuestions, readTexts, readVectors, writeTruth } from "./corpus-files.mjs";

const VECTORS = 10;
const WORDS = 50;
const [K1, B] = [1.2, 0.75];

/** Returns a collector of the `limit` best rows. Equal scores are in the order of their rows. */
function createTop(limit) {
  const best = [];
  const isBetter = (one, other) => one.score > other.score || (one.score === other.score && one.row < other.row);
  return {
    offer(row, score) {
      if (best.length === limit && !(score > best[limit - 1].score)) return;
      const entry = { row, score };
      const place = best.findIndex((other) => isBetter(entry, other));
      best.splice(place < 0 ? best.length : place, 0, entry);
      if (best.length > limit) best.pop();
    },
    best,
  };
}

/** Multiplies a question with the vector that begins at `start`. Four sums let the processor add in parallel. */
function dotProduct(question, vectors, start) {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < DIMENSIONS; at += 4) {
    a += question[at] * vectors[start + at];
    b += question[at + 1] * vectors[start + at + 1];
    c += question[at + 2] * vectors[start + at + 2];
    d += question[at + 3] * vectors[start + at + 3];
  }
  return a + b + c + d;
}

function nearestVectors(folder, questions) {
  const tops = questions.map(() => createTop(VECTORS));
  for (const { first, vectors } of readVectors(folder)) {
    for (let row = 0; row * DIMENSIONS < vectors.length; row++) {
      const start = row * DIMENSIONS;
      for (const [index, question] of questions.entries()) {
        tops[index].offer(first + row, dotProduct(question, vectors, start));
      }
    }
  }
  return tops.map(({ best }) => best);
}

/**
 * A posting is stored as one number, row × MAX_FREQUENCY + frequency, since a million texts have tens of millions of
 * postings.
 */
const MAX_FREQUENCY = 1024;

/** Reads the postings of each queried word, and the lengths of all texts. */
function readPostings(folder, questions) {
  const postings = new Map(questions.flat().map((word) => [word, []]));
  const lengths = new Uint32Array(countOf(folder));
  for (const { first, texts } of readTexts(folder)) {
    for (const [index, text] of texts.entries()) {
      const row = first + index;
      for (const word of text.split(" ")) {
        lengths[row]++;
        const list = postings.get(word);
        if (list !== undefined) addOccurrence(list, row);
      }
    }
  }
  return { postings, lengths };
}

/** Counts an occurrence in the last posting if it is of the same row, else in a new one. */
function addOccurrence(list, row) {
  const last = list.at(-1) ?? -1;
  if (Math.floor(last / MAX_FREQUENCY) === row) list[list.length - 1] = last + 1;
  else list.push(row * MAX_FREQUENCY + 1);
}

/** Returns the first fifty rows, and the later rows with the same score as the fiftieth. */
function bestTexts({ postings, lengths }, question) {
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const scores = new Float64Array(lengths.length);
  for (const word of question) {
    const list = postings.get(word);
    const weight = Math.log(1 + (lengths.length - list.length + 0.5) / (list.length + 0.5));
    for (const posting of list) {
      const row = Math.floor(posting / MAX_FREQUENCY);
      const frequency = posting % MAX_FREQUENCY;
      const norm = K1 * (1 - B + (B * lengths[row]) / average);
      scores[row] += (weight * frequency) / (frequency + norm);
    }
  }
  const top = createTop(WORDS);
  for (const [row, score] of scores.entries()) if (score > 0) top.offer(row, score);
  const least = top.best.at(-1).score - 1e-6;
  return {
    rows: top.best.map(({ row }) => row),
    asGood: Array.from(scores.keys()).filter((row) => scores[row] >= least),
  };
}

/**
 * Writes for each kind of question `rows`, the right rows, and `asGood`, these and the rows with the score of the last
 * right one.
 */
export function findTruth(folder) {
  const { asWritten, rarer, vectors } = readQuestions(folder);
  const nearest = nearestVectors(folder, vectors).map((best) => best.map(({ row }) => row));
  const postings = readPostings(folder, [...asWritten, ...rarer]);
  const best = (questions) => questions.map((question) => bestTexts(postings, question));
  writeTruth(folder, {
    asWritten: best(asWritten),
    rarer: best(rarer),
    vectors: nearest.map((rows) => ({ rows, asGood: rows })),
  });
}
