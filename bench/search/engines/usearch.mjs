// usearch: every vector compared, and its HNSW graph with the settings that it chooses itself, at two widths of search.
import { createRequire } from "node:module";
import { join } from "node:path";
import { DIMENSIONS, readAllVectors, readVectors } from "../corpus-files.mjs";

// Loaded as CommonJS, since the ECMAScript module of 2.26.2 calls itself endlessly under Node.js 20.
const usearch = createRequire(import.meta.url)("usearch");

const createGraph = (width) =>
  new usearch.Index({
    dimensions: DIMENSIONS,
    metric: "ip",
    quantization: "f32",
    connectivity: 16,
    multi: false,
    expansion_add: 128,
    expansion_search: width,
  });

const rowsOf = ({ keys }) => Array.from(keys, Number);

export async function build({ corpus, home, variant }) {
  if (variant === "exact") return;
  const graph = createGraph(64);
  for (const { first, vectors } of readVectors(corpus)) {
    const keys = BigUint64Array.from({ length: vectors.length / DIMENSIONS }, (_, row) => BigInt(first + row));
    graph.add(keys, vectors, 0);
  }
  graph.save(join(home, "usearch"));
}

export async function open({ corpus, home, variant }) {
  if (variant === "exact") {
    const all = readAllVectors(corpus);
    return { vectors: (vector) => rowsOf(usearch.exactSearch(all, vector, DIMENSIONS, 10, "ip", 0)) };
  }
  const graph = createGraph(Number(variant));
  graph.load(join(home, "usearch"));
  return { vectors: (vector) => rowsOf(graph.search(vector, 10, 1)) };
}
