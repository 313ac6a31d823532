import { z } from "zod";
import { documentSummarySchema, warning } from "./document.ts";
import { scorePart, stageName } from "./hit.ts";
import { count, number, span, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

const stageStanding = readOnly(
  z.object({
    stage: stageName,
    /** Rank from 1 among all chunks that the caller may find; absent if the stage does not find the chunk. */
    rank: count.exactOptional(),
    score: number.exactOptional(),
    parts: z.array(scorePart),
    /** Number of the stage's ranks that reach the next stage. */
    depth: count,
  }),
);

/** A chunk's place in one stage of a search. */
export type StageStanding = z.infer<typeof stageStanding>;

const standingKind = z.enum([
  "shown",
  "no-access",
  "filtered-out",
  "phrase-missing",
  "condition-unmet",
  "not-embedded",
  "nothing-in-common",
  "below-depth",
  "beyond-limit",
  "folded",
  "guarded",
  "noise",
]);

/**
 * The outcome of a chunk in a search.
 *
 * - `not-embedded` and `nothing-in-common`: no word of the question is in the chunk, which has no vector or has one.
 * - `folded`: another hit includes the chunk.
 * - `noise`: the chunk is a hit, but too weak to be put before the answerer.
 *
 * The others say why the search left the chunk out.
 */
export type StandingKind = z.infer<typeof standingKind>;

const chunkStanding = readOnly(
  z
    .object({
      chunkId: text,
      span,
      headingPath: z.array(text),
      text,
      /** Every stage of this search in order, including those that do not find the chunk. */
      stages: z.array(stageStanding),
      /** Rank of the hit that shows the chunk, or that it was folded into. */
      hitRank: count.exactOptional(),
      /** The reranker's score in its own unit; absent if it did not read the chunk. */
      relevance: number.exactOptional(),
      outcome: z.object({ kind: standingKind, message: text }),
    })
    .meta({ id: "ChunkStanding" }),
);

/** A chunk's place at every stage of a search, and its outcome. */
export type ChunkStanding = z.infer<typeof chunkStanding>;

export const explanationSchema = readOnly(
  z
    .object({
      query: text,
      document: documentSummarySchema,
      /** Other phrasings of the query that were searched too; their parts are in the fusion. */
      rephrasings: z.array(text).exactOptional(),
      /** Number of hits that the search shows. */
      hits: count,
      /** The document's chunks in reading order. */
      chunks: z.array(chunkStanding),
      warnings: z.array(warning),
    })
    .meta({ id: "Explanation" }),
);

/** Says why a document's passages are found or not, as clients see it. */
export type PublicExplanation = z.infer<typeof explanationSchema>;
