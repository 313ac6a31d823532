import { z } from "zod";
import type { EmbeddedQuestions, EmbeddingSample } from "../embedding-sample.ts";
import { metadata } from "./document.ts";
import { count, span, text } from "./place.ts";

const space = z.object({ model: text, dimensions: count, fingerprint: text });

/** A block of vectors as text. */
export interface VectorsAsText {
  readonly values: string;
  readonly scales: string;
}

export type CollectionMap = Omit<EmbeddingSample, "version" | "vectors"> & { readonly vectors: VectorsAsText };
export type PlacedQuestions = Omit<EmbeddedQuestions, "vectors"> & { readonly vectors: VectorsAsText };

const vectors: z.ZodType<VectorsAsText> = z.object({
  values: text.meta({
    description: "int8, row after row, in base64; each row has as many as the space has dimensions.",
  }),
  scales: text.meta({ description: "One little-endian float32 a row, in base64: what its values are multiplied by." }),
});

/** Chunks that stand for a collection, with their vectors. */
export const collectionMap: z.ZodType<CollectionMap> = z
  .object({
    collection: text,
    space: space.exactOptional().meta({ description: "Absent where nothing is embedded yet." }),
    chunks: count.meta({ description: "That this key may read." }),
    chunksWithVectors: count,
    documents: z.array(z.object({ id: text, title: text, uri: text, mediaType: text, metadata })),
    passages: z.array(
      z.object({
        chunkId: text,
        document: count.meta({ description: "Index in `documents`." }),
        span,
        headingPath: z.array(text),
        excerpt: text.meta({ description: "How its text begins." }),
        words: z.array(count).meta({ description: "Typical words of its text, as indexes in `vocabulary`." }),
      }),
    ),
    vocabulary: z.array(text),
    vectors,
  })
  .meta({
    id: "CollectionMap",
    description:
      "A sample of the chunks with their vectors, in a basis of the index's own: only lengths and angles between them mean something.",
  });

/** Where questions lie in the same space. */
export const placedQuestions: z.ZodType<PlacedQuestions> = z
  .object({ space, vectors })
  .meta({ id: "PlacedQuestions", description: "A row for each question, in the basis of the map." });
