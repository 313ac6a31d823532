import { z } from "zod";
import type { ChunkStanding, StageStanding } from "../calls/index.ts";
import { stageName } from "./hit.ts";
import { count, number, span, text } from "./place.ts";

const stageStanding: z.ZodType<StageStanding> = z.object({
  stage: stageName,
  rank: count.exactOptional(),
  score: number.exactOptional(),
  parts: z.array(z.object({ label: text, value: number })),
  depth: count,
});

/** Where one chunk stands at every stage of a search, and what became of it. */
export const chunkStanding: z.ZodType<ChunkStanding> = z
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
