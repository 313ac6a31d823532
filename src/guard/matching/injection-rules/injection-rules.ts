import { z } from "zod";
import type { Span } from "../../../core/index.ts";
import { createExpressionReader, formsSchema, partsSchema } from "../read-expressions.ts";
import leak from "./leak.json" with { type: "json" };
import override from "./override.json" with { type: "json" };
import persona from "./persona.json" with { type: "json" };
import spoofing from "./spoofing.json" with { type: "json" };

/**
 * Kinds of injection:
 *
 * - `OVERRIDE`: asks to ignore earlier instructions
 * - `PROMPT_LEAK`: asks for the instructions
 * - `PERSONA`: asks for a personality without rules
 * - `ROLE_SPOOFING`: writes as the system or as the assistant
 * - `DELIMITER_SPOOFING`: pretends that the text of the user or of the document ends
 * - `MANY_SHOT`: shows many invented turns
 * - `EXFILTRATION`: asks to send the read text to an address
 * - `COMMAND`: any other command to the assistant
 */
const injectionTypes = [
  "OVERRIDE",
  "PROMPT_LEAK",
  "PERSONA",
  "ROLE_SPOOFING",
  "DELIMITER_SPOOFING",
  "MANY_SHOT",
  "EXFILTRATION",
  "COMMAND",
] as const;

/** Default flags of an expression: all matches, any case, letters of all alphabets. */
const DEFAULT_FLAGS = "giu";

/** Data file with the rules of a kind. Their expressions run in linear time. */
const rulesSchema = z.strictObject({
  parts: partsSchema,
  rules: z.array(
    z.strictObject({
      /** Name in evidence, and of the feature in the model. */
      id: z.string(),
      type: z.enum(injectionTypes),
      /** Certainty from 0 to 1 if nothing else is known. */
      certainty: z.number().min(0).max(1),
      /** Number of matches that make a violation. Default: 1. */
      minMatches: z.int().min(1).optional(),
      patterns: z.array(
        z.union([z.string().min(1), z.strictObject({ forms: formsSchema, flags: z.string().default(DEFAULT_FLAGS) })]),
      ),
    }),
  ),
});

/** A shape of injection that can be written as a pattern. */
export interface InjectionRule extends Omit<z.output<typeof rulesSchema>["rules"][number], "patterns"> {
  readonly patterns: readonly RegExp[];
}

/** A part of a text that a rule found. */
export interface RuleMatch extends Span {
  readonly rule: InjectionRule;
}

/** Every rule, the most certain kinds first. */
export const injectionRules: readonly InjectionRule[] = [spoofing, override, leak, persona].flatMap((file) => {
  const { parts, rules } = rulesSchema.parse(file);
  const read = createExpressionReader(parts);
  return rules.map(({ patterns, ...rule }) => ({
    ...rule,
    patterns: patterns.map((pattern) =>
      typeof pattern === "string"
        ? new RegExp(read([pattern]), DEFAULT_FLAGS)
        : new RegExp(read(pattern.forms), pattern.flags),
    ),
  }));
});
