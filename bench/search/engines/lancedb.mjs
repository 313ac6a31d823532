// LanceDB: its full-text index (BM25), its scan of all vectors, and the vector index that its documentation
// recommends for recall: HNSW over int8 vectors, searched as widely as the other graphs, with the top hundred rescored.
import { connect, Index } from "@lancedb/lancedb";
import { Field, FixedSizeList, Float32, Int32, Schema, Utf8 } from "apache-arrow";
import { DIMENSIONS, readTexts, readVectors, vectorAt } from "../corpus-files.mjs";

const WIDTH = 256;
const row = new Field("row", new Int32());
const SCHEMAS = {
  words: new Schema([row, new Field("text", new Utf8())]),
  vectors: new Schema([
    row,
    new Field("vector", new FixedSizeList(DIMENSIONS, new Field("item", new Float32(), true))),
  ]),
};
const INDEXES = {
  words: [
    "text",
    Index.fts({
      baseTokenizer: "whitespace",
      withPosition: false,
      stem: false,
      removeStopWords: false,
      lowercase: false,
      asciiFolding: false,
    }),
  ],
  graph: ["vector", Index.hnswSq({ distanceType: "dot" })],
};

function* rowsOf(corpus, variant) {
  if (variant === "words") {
    for (const { first, texts } of readTexts(corpus)) yield texts.map((text, at) => ({ row: first + at, text }));
    return;
  }
  for (const { first, vectors } of readVectors(corpus))
    yield Array.from({ length: vectors.length / DIMENSIONS }, (_, at) => ({
      row: first + at,
      vector: Array.from(vectorAt(vectors, at)),
    }));
}

export async function build({ corpus, home, variant }) {
  const database = await connect(home);
  const table = await database.createEmptyTable("chunks", variant === "words" ? SCHEMAS.words : SCHEMAS.vectors);
  for (const rows of rowsOf(corpus, variant)) await table.add(rows);
  await table.optimize();
  if (INDEXES[variant] === undefined) return;
  const [column, config] = INDEXES[variant];
  await table.createIndex(column, { config, waitTimeoutSeconds: 3600 });
}

export async function open({ home, variant }) {
  const table = await (await connect(home)).openTable("chunks");
  const found = async (query, limit) => (await query.select(["row"]).limit(limit).toArray()).map((hit) => hit.row);
  if (variant === "words") return { words: (terms) => found(table.query().fullTextSearch(terms.join(" ")), 50) };
  const nearest = (vector) => table.vectorSearch(vector).distanceType("dot");
  if (variant === "scan") return { vectors: (vector) => found(nearest(vector), 10) };
  return { vectors: (vector) => found(nearest(vector).ef(WIDTH).refineFactor(10), 10) };
}
