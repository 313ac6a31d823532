// Writes the texts, the vectors and the questions that all engines get; see natural-text.mjs and noisy-vectors.mjs.
import { mkdirSync } from "node:fs";
import { createRandom } from "../generate.mjs";
import { DIMENSIONS, PIECE, writePiece, writeQuestions } from "./corpus-files.mjs";
import { createNaturalText, createSpelling } from "./natural-text.mjs";
import { createNoisyVectors } from "./noisy-vectors.mjs";
import { readEmbeddings } from "./real-sets.mjs";

const SEED = 20_261_126;
const TERMS = 8;
const COMMONEST = 50;

export async function writeCorpus({ corpus, count, questions }) {
  mkdirSync(corpus, { recursive: true });
  const random = createRandom(SEED);
  const nextText = createNaturalText(random);
  const spell = createSpelling();
  const real = await readEmbeddings("scifact");
  const fillVectors = createNoisyVectors(random, real.passages);
  const words = { asWritten: [], rarer: [] };
  const everyRow = Math.max(1, Math.floor(count / questions));
  for (let first = 0; first < count; first += PIECE) {
    const texts = Array.from({ length: Math.min(PIECE, count - first) }, (_, at) => {
      const ranks = nextText();
      if ((first + at) % everyRow === 0) addQuestions(words, { random, ranks, spell, questions });
      return spell(ranks);
    });
    const vectors = new Float32Array(texts.length * DIMENSIONS);
    fillVectors(vectors);
    writePiece(corpus, first / PIECE, { texts, vectors });
  }
  writeQuestions(corpus, { count, words, vectors: real.questions.slice(0, words.asWritten.length * DIMENSIONS) });
}

/**
 * Draws eight different words of one text twice: from all words, and from those that are not among the fifty most
 * frequent.
 */
function addQuestions({ asWritten, rarer }, { random, ranks, spell, questions }) {
  const distinct = [...new Set(ranks)];
  const uncommon = distinct.filter((rank) => rank >= COMMONEST);
  if (asWritten.length === questions || uncommon.length < TERMS) return;
  const draw = (from) => Array.from({ length: TERMS }, () => from.splice(Math.floor(random() * from.length), 1)[0]);
  asWritten.push(spell(draw(distinct)).split(" "));
  rarer.push(spell(draw(uncommon)).split(" "));
}
