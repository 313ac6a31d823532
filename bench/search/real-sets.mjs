// Provides real texts and their embeddings by Lydian's bundled model, which are computed once and then read from
// bench/results/.
//
//   npm run build && node bench/search/real-sets.mjs      (about five minutes on two cores)
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openOnnxEmbedder } from "../../dist/adapters/onnx/index.js";
import { readFloats, writeFloats } from "./corpus-files.mjs";

export const REAL_SETS = ["scifact", "nq-oracle", "covidqa"];

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const DATA = process.env.LYDIAN_DATA ?? path("../../../shared/data");
const RESULTS = path("../results");

function readLines(set, file) {
  const location = `${DATA}/retrieval/${set}/${file}`;
  if (!existsSync(location))
    throw new Error(`${location} is not there; set LYDIAN_DATA to the folder of the data sets.`);
  return readFileSync(location, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Returns the texts of a set's passages, each with its title. */
export const readPassages = (set) =>
  readLines(set, "corpus.jsonl").map(({ title, text }) => (title === "" ? text : `${title}\n${text}`));

/** Returns unit vectors of a set's passages and of its questions, row by row. */
export async function readEmbeddings(set) {
  const file = (what) => `${RESULTS}/${set}-${what}.f32`;
  if (!existsSync(file("questions"))) await embedSet(set, file);
  return { passages: readFloats(file("passages")), questions: readFloats(file("questions")) };
}

async function embedSet(set, file) {
  mkdirSync(RESULTS, { recursive: true });
  const never = new AbortController().signal;
  const embedder = await openOnnxEmbedder({ folder: path("../../models/bge-small-en-v1.5-int8") });
  const passages = await embedder.embedDocuments(readPassages(set), never);
  const questions = [];
  for (const { text } of readLines(set, "queries.jsonl")) questions.push(await embedder.embedQuery(text, never));
  await embedder.close();
  writeFloats(file("passages"), flatten(passages));
  writeFloats(file("questions"), flatten(questions));
}

function flatten(vectors) {
  const [{ length: dimensions }] = vectors;
  const flat = new Float32Array(vectors.length * dimensions);
  for (const [row, vector] of vectors.entries()) flat.set(vector, row * dimensions);
  return flat;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) for (const set of REAL_SETS) await readEmbeddings(set);
