import { z } from "zod";
import type { KeptAnswerSummary } from "../core/index.ts";
import { count, span, text } from "./place.ts";

const summary = { id: text, collection: text, question: text, savedAt: text };

export type SavedAnswerSummary = KeptAnswerSummary;

/** A saved answer without its text. */
export const savedAnswerSummary: z.ZodType<SavedAnswerSummary> = z
  .object({ ...summary, status: z.enum(["grounded", "abstained"]) })
  .meta({ id: "SavedAnswerSummary" });

/** Which sentences of a saved answer still hold. */
export const answerCheck = z
  .object({
    ...summary,
    outcome: z.enum(["holds", "fails", "abstained"]),
    claims: z.array(
      z.object({
        text,
        verdict: z.enum(["supported", "contradicted", "not-enough-evidence", "unmeasured"]),
        why: text,
        holds: z.boolean(),
        citations: z.array(
          z.object({
            citation: count,
            state: z.enum(["holds", "moved", "gone"]),
            document: z.enum(["same", "changed", "gone"]),
            span: span.exactOptional(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "AnswerCheck", description: "A saved answer against the documents as they are now." });

export type AnswerCheck = z.infer<typeof answerCheck>;
