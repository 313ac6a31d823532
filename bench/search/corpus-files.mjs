// Stores the texts, vectors and questions of all engines in files, so that each engine can be measured in a separate
// process, and none has to hold a million texts.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const DIMENSIONS = 384;
/** Number of texts or vectors in a file. */
export const PIECE = 12_500;

/** Returns the vector `row` of an array with all vectors in order. */
export const vectorAt = (vectors, row) => vectors.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);

/** Returns the little-endian float32 numbers of a file. */
export function readFloats(file) {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

export const writeFloats = (file, { buffer, byteOffset, byteLength }) =>
  writeFileSync(file, new Uint8Array(buffer, byteOffset, byteLength));

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));
const textsFile = (folder, piece) => join(folder, `texts-${piece}.txt`);
const vectorsFile = (folder, piece) => join(folder, `vectors-${piece}.f32`);

export function writePiece(folder, piece, { texts, vectors }) {
  writeFileSync(textsFile(folder, piece), texts.join("\n"));
  writeFloats(vectorsFile(folder, piece), vectors);
}

/** Writes the questions last, so that a corpus with questions is complete. */
export function writeQuestions(folder, { count, words, vectors }) {
  writeFloats(join(folder, "asked.f32"), vectors);
  writeFileSync(join(folder, "corpus.json"), JSON.stringify({ count, words }));
}

/** Returns the number of texts. */
export const countOf = (folder) => readJson(join(folder, "corpus.json")).count;

const piecesOf = (folder) => Array.from({ length: Math.ceil(countOf(folder) / PIECE) }, (_, piece) => piece);

/** Yields the texts file by file, with the row of the first text of each file. */
export function* readTexts(folder) {
  for (const piece of piecesOf(folder))
    yield { first: piece * PIECE, texts: readFileSync(textsFile(folder, piece), "utf8").split("\n") };
}

/** Yields the vectors file by file, with the row of the first vector of each file. */
export function* readVectors(folder) {
  for (const piece of piecesOf(folder)) yield { first: piece * PIECE, vectors: readFloats(vectorsFile(folder, piece)) };
}

/** Returns all vectors in one array. */
export function readAllVectors(folder) {
  const all = new Float32Array(countOf(folder) * DIMENSIONS);
  for (const { first, vectors } of readVectors(folder)) all.set(vectors, first * DIMENSIONS);
  return all;
}

/** @returns {{ asWritten: string[][], rarer: string[][], vectors: Float32Array[] }} */
export function readQuestions(folder) {
  const asked = readFloats(join(folder, "asked.f32"));
  const vectors = Array.from({ length: asked.length / DIMENSIONS }, (_, row) => vectorAt(asked, row).slice());
  return { ...readJson(join(folder, "corpus.json")).words, vectors };
}

export const writeTruth = (folder, truth) => writeFileSync(join(folder, "truth.json"), JSON.stringify(truth));
export const readTruth = (folder) => readJson(join(folder, "truth.json"));
