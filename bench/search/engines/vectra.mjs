// Vectra: cosine over all vectors, kept as Protocol Buffers: as JSON, its default, 100,000 vectors are more than one
// string can hold.
import { LocalIndex, ProtobufCodec } from "vectra";
import { DIMENSIONS, readVectors, vectorAt } from "../corpus-files.mjs";

const openIndex = (home) => new LocalIndex(home, undefined, undefined, new ProtobufCodec());

export async function build({ corpus, home }) {
  const index = openIndex(home);
  await index.createIndex({ version: 1 });
  await index.beginUpdate();
  for (const { first, vectors } of readVectors(corpus))
    for (let at = 0; at * DIMENSIONS < vectors.length; at++)
      await index.insertItem({ vector: Array.from(vectorAt(vectors, at)), metadata: { row: first + at } });
  await index.endUpdate();
}

export async function open({ home }) {
  const index = openIndex(home);
  return {
    vectors: async (vector) =>
      (await index.queryItems(Array.from(vector), "", 10)).map(({ item }) => item.metadata.row),
  };
}
