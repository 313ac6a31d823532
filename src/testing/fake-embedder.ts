import { createHash } from "node:crypto";
import { append, type Embedder, unitVector } from "../core/index.ts";

const DIMENSIONS = 8;

/** An embedder without a model: a text's vector depends on its hash. `texts` lists the embedded texts in order. */
export function createFakeEmbedder(): Embedder & { readonly texts: readonly string[] } {
  const texts: string[] = [];
  const embed = (text: string) =>
    unitVector(Array.from(createHash("sha256").update(text).digest().subarray(0, DIMENSIONS), (byte) => byte - 128));
  return {
    texts,
    space: { model: "fake", dimensions: DIMENSIONS, fingerprint: "0123456789abcdef" },
    maxTokens: 512,
    countTokens: (text) => text.split(/\s+/).filter(Boolean).length,
    embedDocuments: async (documents, signal) => {
      signal.throwIfAborted();
      append(texts, documents);
      return documents.map(embed);
    },
    embedQuery: async (text) => embed(text),
    close: async () => undefined,
  };
}
