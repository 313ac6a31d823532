import { z } from "zod";
import { GUARD_STAGES } from "../ports/guard.ts";
import { answerSchema } from "./answer.ts";
import { guardReportSchema } from "./guard-report.ts";
import { text } from "./place.ts";
import { readOnly } from "./read-only.ts";

export const reviewStatus = z.enum(["waiting", "approved", "rejected"]);

/** Status of a case: it waits for a person, or one has decided. */
export type ReviewStatus = z.infer<typeof reviewStatus>;

const summary = {
  /** Id of the answer that waits. */
  id: text,
  collection: text,
  question: text,
  status: reviewStatus,
  /** Time of the question, ISO 8601 in UTC. */
  createdAt: text,
  /** Id of the caller who asked. */
  caller: text,
  /** Time of the decision, and the id of the caller who decided. */
  decidedAt: text.exactOptional(),
  decidedBy: text.exactOptional(),
};

export const reviewSummarySchema = readOnly(z.object(summary).meta({ id: "ReviewSummary" }));

/** A case for review without its draft. */
export type ReviewSummary = z.infer<typeof reviewSummarySchema>;

const reviewDetails = {
  /** Stage at which a guard wanted a person to look, and its reason in one sentence. */
  stage: z.enum(GUARD_STAGES),
  why: text,
  guard: guardReportSchema,
  /** The answer that is shown if it is approved; absent if no answer was written. */
  draft: answerSchema.exactOptional(),
};

export const reviewRecordSchema = readOnly(z.object(reviewDetails));

/** Details of a case as `state.db` keeps them. */
export type ReviewRecord = z.infer<typeof reviewRecordSchema>;

export const reviewSchema = readOnly(
  z.object({ ...summary, ...reviewDetails }).meta({
    id: "Review",
    description: "A question whose answer waits for a person, with the verdicts of the guards.",
  }),
);

/** A case for review. */
export type Review = z.infer<typeof reviewSchema>;

export const reviewOutcomeSchema = readOnly(
  z
    .object({
      id: text,
      status: reviewStatus,
      /** The approved answer; absent until it is approved, and if there is no draft. */
      answer: answerSchema.exactOptional(),
    })
    .meta({ id: "ReviewOutcome", description: "What the person who asked may see of a case." }),
);

/** Parts of a case that the person who asked may see. */
export type ReviewOutcome = z.infer<typeof reviewOutcomeSchema>;
