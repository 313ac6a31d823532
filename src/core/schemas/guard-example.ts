import { z } from "zod";
import { GUARD_ACTIONS, GUARD_STAGES } from "../ports/guard.ts";
import { number, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

export const guardExampleSchema = readOnly(
  z
    .object({
      /** Id of the answer whose text the guard checked. */
      answerId: text,
      collection: text,
      stage: z.enum(GUARD_STAGES),
      guard: text,
      /** Version of the guard's rules and weights. */
      version: text,
      /** Verdict that the reader calls wrong. */
      verdict: z.enum(["pass", "fail", "unmeasured"]),
      action: z.enum(GUARD_ACTIONS),
      score: number,
      /** Kinds of the findings. */
      types: z.array(text),
      text: text.meta({
        description: "The text as the reader saw it: the question, or the answer with its redactions.",
      }),
      /** Time of the report, ISO 8601 in UTC. */
      givenAt: text,
      givenBy: text.meta({ description: "The id of a key, or `local`." }),
    })
    .meta({ id: "GuardExample", description: "A verdict of a guard that a reader calls wrong." }),
);

/** A verdict of a guard that a reader calls wrong, with the text as the reader saw it. */
export type GuardExample = z.infer<typeof guardExampleSchema>;
