import { z } from "zod";
import { GUARD_ACTIONS, GUARD_STAGES } from "../ports/guard.ts";
import { count, number, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

/**
 * Maximum length of a text that a server checks, in UTF-16 code units. Guards given as functions, and all guards of
 * texts that are too short for a thread, share the server's thread, so many long texts would make other callers wait.
 */
export const MAX_CHECKED_CHARACTERS = 20_000;

const verdict = z.enum(["pass", "fail", "unmeasured"]);

const guardSpan = z
  .object({
    start: count,
    end: count,
    /** Kind of the finding, such as `CREDIT_CARD`. */
    type: text,
    /** Name of the rule or model that found it. */
    evidence: text,
    score: number.exactOptional(),
  })
  .meta({ id: "GuardSpan", description: "A place in the given text: half open, in UTF-16 code units." });

const guardVerdict = z
  .object({
    guard: text,
    version: text,
    verdict,
    action: z.enum(GUARD_ACTIONS),
    score: number,
    threshold: number,
    spans: z.array(guardSpan),
    durationMs: number,
    judge: z.enum(["yes", "no", "no-model", "too-long"]).exactOptional().meta({
      description:
        "Answer of the judge about an uncertain score. `no-model` and `too-long` say why it was not asked; then the score decided.",
    }),
    error: text.exactOptional(),
    help: text.exactOptional(),
  })
  .meta({ id: "GuardVerdict", description: "What one guard says. It never repeats a part of the text." });

export const textCheckSchema = readOnly(
  z
    .object({
      stage: z.enum(GUARD_STAGES),
      verdict: verdict.meta({
        description:
          "`fail` if a guard found something, `unmeasured` if none did but one could not check the text or none is set for the stage, else `pass`.",
      }),
      action: z.enum(GUARD_ACTIONS).meta({ description: "Strictest action of all guards." }),
      text: text.meta({ description: "The text to use: redacted if the action is `redact`, otherwise as given." }),
      why: text.meta({ description: "One sentence. Never a part of the text." }),
      decidedBy: text.exactOptional(),
      verdicts: z.array(guardVerdict).meta({ description: "In the order in which the guards ran." }),
      help: text.exactOptional().meta({ description: "Where the writer of the text finds help. Show it always." }),
      policy: z.object({ name: text, version: text }),
    })
    .meta({ id: "TextCheck", description: "What may be done with a text at a stage." }),
);

/** Result of checking a text by the guards of a stage. */
export type TextCheck = z.infer<typeof textCheckSchema>;
