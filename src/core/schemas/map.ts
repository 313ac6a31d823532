import { z } from "zod";
import { embeddingSpace } from "./collection.ts";
import { metadata } from "./document.ts";
import { count, span, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

const vectorsAsText = readOnly(
  z.object({
    values: text.meta({
      description: "int8 values, row after row, in base64; a row has one value per dimension.",
    }),
    scales: text.meta({
      description: "One little-endian float32 per row, in base64: the factor of its values.",
    }),
  }),
);

/** A block of vectors in base64. */
export type VectorsAsText = z.infer<typeof vectorsAsText>;

const sampledDocument = readOnly(z.object({ id: text, title: text, uri: text, mediaType: text, metadata }));

export type SampledDocument = z.infer<typeof sampledDocument>;

const sampledPassage = readOnly(
  z.object({
    chunkId: text,
    document: count.meta({ description: "Index in `documents`." }),
    span,
    headingPath: z.array(text),
    /** Beginning of the text, at most 160 UTF-16 code units on one line. */
    excerpt: text.meta({ description: "Beginning of its text." }),
    /** Words that set the passage apart from the others, most typical first. */
    words: z.array(count).meta({ description: "Typical words of its text, as indexes in `vocabulary`." }),
  }),
);

export type SampledPassage = z.infer<typeof sampledPassage>;

export const collectionMapSchema = readOnly(
  z
    .object({
      collection: text,
      space: embeddingSpace
        .exactOptional()
        .meta({ description: "Space of the vectors; absent until something is embedded." }),
      chunks: count.meta({ description: "Number of chunks that this key may read." }),
      chunksWithVectors: count,
      /** The documents of the passages, by id. */
      documents: z.array(sampledDocument),
      /** Sampled passages, sorted by chunk id. */
      passages: z.array(sampledPassage),
      vocabulary: z.array(text),
      vectors: vectorsAsText,
    })
    .meta({
      id: "CollectionMap",
      description:
        "A sample of the chunks with their vectors. The basis is the index's own, so only lengths and angles are meaningful.",
    }),
);

/** A sample of a collection's chunks, with their vectors. */
export type CollectionMap = z.infer<typeof collectionMapSchema>;

export const placedQuestionsSchema = readOnly(
  z
    .object({ space: embeddingSpace, vectors: vectorsAsText })
    .meta({ id: "PlacedQuestions", description: "Vectors of the questions, one row each, in the basis of the map." }),
);

/** The positions of questions in the same space. */
export type PlacedQuestions = z.infer<typeof placedQuestionsSchema>;
