// What all engines index and are asked, as files, so that each engine can be measured in a process of its own and none
// has to hold a million texts.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const DIMENSIONS = 384;
/** Texts and vectors in one file. */
export const PIECE = 12_500;

/** Row `row` of vectors that lie one behind the other. */
export const vectorAt = (vectors, row) => vectors.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);

/** The little-endian float32 numbers of a file. */
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

/** Written last, so that a corpus that has it is whole. */
export function writeQuestions(folder, { count, words, vectors }) {
  writeFloats(join(folder, "asked.f32"), vectors);
  writeFileSync(join(folder, "corpus.json"), JSON.stringify({ count, words }));
}

/** Returns the number of texts. */
export const countOf = (folder) => readJson(join(folder, "corpus.json")).count;

const piecesOf = (folder) => Array.from({ length: Math.ceil(countOf(folder) / PIECE) }, (_, piece) => piece);

/** Pieces of the texts, in order: the row of the first one, and the texts. */
export function* readTexts(folder) {
  for (const piece of piecesOf(folder))
    yield { first: piece * PIECE, texts: readFileSync(textsFile(folder, piece), "utf8").split("\n") };
}

/** Pieces of the vectors, in order: the row of the first one, and the vectors one behind the other. */
export function* readVectors(folder) {
  for (const piece of piecesOf(folder)) yield { first: piece * PIECE, vectors: readFloats(vectorsFile(folder, piece)) };
}

/** All vectors in one piece of memory. */
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
