// Orama: BM25 and cosine over all vectors. It matches the beginnings of words; a mark after each word makes it match
// whole words, as the others do. V8's serialiser stores its data, since they are too large for one string of JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { create, insert, load, save, search } from "@orama/orama";
import { DIMENSIONS, readTexts, readVectors, vectorAt } from "../corpus-files.mjs";

const SCHEMAS = { words: { text: "string" }, vectors: { vector: `vector[${DIMENSIONS}]` } };
const tokenizer = {
  language: "english",
  normalizationCache: new Map(),
  tokenize: (text) => [...new Set(text.split(" "))].map((word) => `${word}.`),
};
const createIndex = (variant) => create({ schema: SCHEMAS[variant], components: { tokenizer } });

export async function build({ corpus, home, variant }) {
  const index = createIndex(variant);
  for (const { id, ...fields } of variant === "words" ? documentsOf(corpus) : vectorsOf(corpus))
    await insert(index, { id: String(id), ...fields });
  writeFileSync(join(home, "orama"), serialize(save(index)));
}

function* documentsOf(corpus) {
  for (const { first, texts } of readTexts(corpus))
    for (const [at, text] of texts.entries()) yield { id: first + at, text };
}

function* vectorsOf(corpus) {
  for (const { first, vectors } of readVectors(corpus))
    for (let row = 0; row * DIMENSIONS < vectors.length; row++)
      yield { id: first + row, vector: Array.from(vectorAt(vectors, row)) };
}

export async function open({ home, variant }) {
  const index = createIndex(variant);
  load(index, deserialize(readFileSync(join(home, "orama"))));
  const rowsOf = ({ hits }) => hits.map(({ id }) => Number(id));
  if (variant === "words")
    return { words: async (terms) => rowsOf(await search(index, { term: terms.join(" "), limit: 50 })) };
  return {
    vectors: async (value) =>
      rowsOf(
        await search(index, {
          mode: "vector",
          vector: { value: Array.from(value), property: "vector" },
          similarity: 0,
          limit: 10,
        }),
      ),
  };
}
