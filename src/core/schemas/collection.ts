import { z } from "zod";
import { NAME_PATTERN } from "../text/name-pattern.ts";
import { count, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

/** The name of a collection. */
export const collectionName = z
  .string()
  .regex(NAME_PATTERN, "must be 1 to 63 characters of a-z, 0-9, _ and -, and begin with a letter or a digit");

export const embeddingSpace = readOnly(
  z.object({
    /** Name of the model, for people: `bge-small-en-v1.5-int8`, `openai:text-embedding-3-small`. */
    model: text,
    dimensions: count,
    /** Fingerprint of weights, tokenizer, pooling and prefixes; 16 hexadecimal digits. */
    fingerprint: text,
  }),
);

/** The vector space of an embedder. Vectors of spaces with different fingerprints are never compared. */
export type EmbeddingSpace = z.infer<typeof embeddingSpace>;
