import { z } from "zod";
import { documentSummary, warning } from "./document.ts";
import { stageName } from "./hit.ts";
import { count, number, span, text } from "./place.ts";

const stageStanding = z.object({
  stage: stageName,
  rank: count.exactOptional(),
  score: number.exactOptional(),
  parts: z.array(z.object({ label: text, value: number })),
  depth: count,
});

/** Where one chunk stands at every stage of a search, and what became of it. */
const chunkStanding = z
  .object({
    chunkId: text,
    span,
    headingPath: z.array(text),
    text,
    stages: z.array(stageStanding),
    hitRank: count.exactOptional(),
    relevance: number.exactOptional(),
    outcome: z.object({
      kind: z.enum([
        "shown",
        "no-access",
        "filtered-out",
        "phrase-missing",
        "not-embedded",
        "nothing-in-common",
        "below-depth",
        "beyond-limit",
        "folded",
        "guarded",
        "noise",
      ]),
      message: text,
    }),
  })
  .meta({ id: "ChunkStanding" });

/** Why a document's passages are found, or are not. */
export const explanation = z
  .object({
    query: text,
    document: documentSummary,
    rephrasings: z.array(text).exactOptional(),
    hits: count,
    chunks: z.array(chunkStanding),
    warnings: z.array(warning),
  })
  .meta({ id: "Explanation" });

export type Explanation = z.infer<typeof explanation>;
