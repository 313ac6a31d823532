// hnswlib-node: its HNSW graph with its own settings (16 neighbours, 200 candidates while building), at two widths of
// search.
import { join } from "node:path";
import hnswlib from "hnswlib-node";
import { countOf, DIMENSIONS, readVectors, vectorAt } from "../corpus-files.mjs";

export async function build({ corpus, home }) {
  const graph = new hnswlib.HierarchicalNSW("ip", DIMENSIONS);
  graph.initIndex(countOf(corpus));
  for (const { first, vectors } of readVectors(corpus))
    for (let row = 0; row * DIMENSIONS < vectors.length; row++)
      graph.addPoint(Array.from(vectorAt(vectors, row)), first + row);
  graph.writeIndexSync(join(home, "hnswlib"));
}

export async function open({ home, variant }) {
  const graph = new hnswlib.HierarchicalNSW("ip", DIMENSIONS);
  graph.readIndexSync(join(home, "hnswlib"));
  graph.setEf(Number(variant));
  return { vectors: (vector) => graph.searchKnn(Array.from(vector), 10).neighbors };
}
