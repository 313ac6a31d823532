// What both sides index and are asked, as files, so that each engine can be measured in a process of its own.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom, generateTexts, generateVectors, queryWords } from "../generate.mjs";

export const DIMENSIONS = 384;

/** Row `row` of vectors that lie one behind the other. */
export const vectorAt = (vectors, row) => vectors.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);

/** The little-endian float32 numbers of a file. */
export function readFloats(file) {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

const writeFloats = (file, { buffer, byteOffset, byteLength }) =>
  writeFileSync(file, new Uint8Array(buffer, byteOffset, byteLength));

/** Writes `count` texts and vectors, and `questions` questions of each kind. */
export function writeCorpus(folder, { count, questions, centres }) {
  const random = createRandom(20_261_125);
  const corpus = generateTexts(random, count);
  const around = generateVectors(random, { count, dimensions: DIMENSIONS, centres: centres && readFloats(centres) });
  const ask = (commonest) => Array.from({ length: questions }, () => queryWords(random, corpus, commonest));
  const words = { asWritten: ask(0), rarer: ask(50) };
  writeFileSync(join(folder, "texts.txt"), corpus.texts.join("\n"));
  writeFloats(join(folder, "vectors.f32"), around);
  writeFileSync(join(folder, "words.json"), JSON.stringify(words));
  const asked = generateVectors(random, { count: questions, dimensions: DIMENSIONS, around });
  writeFloats(join(folder, "asked.f32"), asked);
}

export function readCorpus(folder) {
  const texts = readFileSync(join(folder, "texts.txt"), "utf8").split("\n");
  return { texts, vectors: readFloats(join(folder, "vectors.f32")) };
}

/** @returns {{ asWritten: string[][], rarer: string[][], vectors: Float32Array[] }} */
export function readQuestions(folder) {
  const asked = readFloats(join(folder, "asked.f32"));
  const vectors = Array.from({ length: asked.length / DIMENSIONS }, (_, row) => vectorAt(asked, row).slice());
  return { ...JSON.parse(readFileSync(join(folder, "words.json"), "utf8")), vectors };
}
