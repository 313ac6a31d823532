import { z } from "zod";
import type { KeptAnswerSummary } from "../index.ts";
import { answer } from "./answer.ts";
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

/** What differs when the question of a saved answer is asked again. */
export const replayReport = z
  .object({
    answerId: text,
    question: text,
    statusBefore: z.enum(["grounded", "abstained"]),
    answer,
    sentences: z
      .array(z.object({ text, outcome: z.enum(["same", "other-evidence", "only-before", "only-now"]) }))
      .meta({ description: "Those of now in their order, then those that have gone." }),
    changedSettings: z.array(z.object({ name: text, before: text.exactOptional(), now: text.exactOptional() })),
    isSame: z.boolean(),
  })
  .meta({ id: "ReplayReport", description: "The answer as it is given now, which is not saved, and how it differs." });

export type ReplayReport = z.infer<typeof replayReport>;
