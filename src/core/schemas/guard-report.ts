import { z } from "zod";
import { GUARD_ACTIONS, GUARD_STAGES } from "../ports/guard.ts";
import { count, number, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

const guardOutcome = readOnly(
  z
    .object({
      stage: z.enum(GUARD_STAGES),
      guard: text,
      /** Version of the guard's rules and weights. */
      version: text,
      verdict: z.enum(["pass", "fail", "unmeasured"]),
      /** Action that the policy demands for the verdict. A stage in shadow mode does not take it. */
      action: z.enum(GUARD_ACTIONS),
      /** Number of texts with this outcome. */
      texts: count,
      /** Highest score of them, from 0 to 1. */
      score: number,
      /** Kinds of the findings, sorted. Never the text. */
      types: z.array(text),
    })
    .meta({ id: "GuardOutcome" }),
);

/** The same verdict of one guard on one or more texts of a stage. */
export type GuardOutcome = z.infer<typeof guardOutcome>;

export const guardReportSchema = readOnly(
  z
    .object({
      policy: z
        .object({ name: text, version: text })
        .meta({ description: "The policy, with the fingerprint of its content." }),
      outcomes: z.array(guardOutcome).meta({ description: "In the order of the stages; empty if no guard was asked." }),
    })
    .meta({ id: "GuardReport", description: "What the guards said, without any text." }),
);

/** The policy that decided about the texts of a call, and the verdicts. It contains no text. */
export type GuardReport = z.infer<typeof guardReportSchema>;
