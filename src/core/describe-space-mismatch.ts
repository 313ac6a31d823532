import { SpaceMismatchError } from "./errors/store-errors.ts";
import type { EmbeddingSpace } from "./schemas/collection.ts";

/** The error for vectors of another space than the collection's, with both ways out of it. */
export function describeSpaceMismatch(
  collection: string,
  { held, offered }: { readonly held: EmbeddingSpace; readonly offered: EmbeddingSpace },
): SpaceMismatchError {
  return new SpaceMismatchError(
    `Collection "${collection}" holds ${held.dimensions}-dimensional vectors of ${held.model}; ${offered.model} gives ${offered.dimensions} dimensions, and the two can not be compared.`,
    { hint: `Run \`lydian reindex --collection ${collection}\`, or set \`embedding.model\` back to ${held.model}.` },
  );
}
