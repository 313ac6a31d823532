import { z } from "zod";
import { GUARD_STAGES } from "../ports/guard.ts";
import { text } from "./place.ts";
import { readOnly } from "./read-only.ts";

const name = text.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "must be lower-case letters, digits and hyphens");

const spanType = text.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "must be letters, digits, hyphens and underscores");

const certainty = z.number().min(0).max(1);

const judgeSchema = z
  .strictObject({
    question: text.min(1).max(1_000).meta({
      description: "Question about the text that a language model answers with yes or no. Yes fails the rule.",
    }),
    low: certainty.default(0.4).meta({ description: "Lowest score that the judge decides about." }),
    high: certainty.default(0.6).meta({ description: "Highest score that the judge decides about." }),
  })
  .refine(({ low, high }) => low <= high, "must have a `low` that is not above `high`")
  .meta({ id: "GuardJudge" });

const guardRuleSchema = z
  .strictObject({
    guard: name.meta({ description: "Id of the guard." }),
    threshold: z.number().min(0).max(1).exactOptional().meta({ description: "Lowest score that fails, from 0 to 1." }),
    types: z
      .array(spanType)
      .min(1)
      .max(100)
      .exactOptional()
      .meta({ description: "Kinds of places that count, such as `CREDIT_CARD`. Default: all kinds." }),
    action: z
      .enum(["allow", "redact", "quarantine", "review", "block"])
      .default("block")
      .meta({ description: "What happens to a text that fails." }),
    options: z
      .record(z.string(), z.unknown())
      .exactOptional()
      .meta({ description: "Options of the guard, such as `{hosts: [example.org]}` of `exfiltration`." }),
    judge: judgeSchema
      .exactOptional()
      .meta({ description: "Lets the configured language model decide about uncertain scores." }),
    onError: z
      .enum(["block", "review", "allow"])
      .default("block")
      .meta({ description: "What happens to a text that the guard could not measure." }),
  })
  .meta({ id: "GuardRule" });

/** Returns whether at most one rule decides about each kind of place that a guard finds. */
function areDistinct(rules: readonly Pick<z.infer<typeof guardRuleSchema>, "guard" | "types">[]): boolean {
  const named = rules.flatMap(({ guard, types = ["*"] }) => [...new Set(types)].map((type) => `${guard} ${type}`));
  const every = new Set(rules.filter(({ types }) => types === undefined).map(({ guard }) => guard));
  const isSplit = rules.some(({ guard, types }) => types !== undefined && every.has(guard));
  return !isSplit && new Set(named).size === named.length;
}

const stagePolicySchema = z
  .strictObject({
    deadlineMs: z
      .int()
      .min(1)
      .max(600_000)
      .default(30_000)
      .meta({ description: "Milliseconds after which an unfinished guard of this stage counts as unmeasured." }),
    shadow: z
      .boolean()
      .default(false)
      .meta({ description: "Whether verdicts are recorded only, and every text is allowed." }),
    guards: z
      .array(guardRuleSchema)
      .max(100)
      .refine(areDistinct, "must name each guard once, or each time with other types")
      .default([]),
  })
  .meta({ id: "GuardStagePolicy" });

/**
 * Stages that decide what a language model receives and says. To ask one there would go around
 * them, or for each piece of a reply.
 */
const stagesOfModels = ["prompt", "stream"] as const;

function refuseModelJudges(
  stages: Readonly<Record<string, z.infer<typeof stagePolicySchema>>>,
  context: z.core.$RefinementCtx,
): void {
  for (const stage of stagesOfModels) {
    const index = stages[stage]?.guards.findIndex(({ judge }) => judge !== undefined) ?? -1;
    if (index < 0) continue;
    const message = `a judge cannot decide at the stage "${stage}"`;
    context.addIssue({ code: "custom", path: [stage, "guards", index, "judge"], message });
  }
}

export const guardPolicySchema = readOnly(
  z
    .strictObject({
      name: name.default("custom"),
      stages: z
        .partialRecord(z.enum(GUARD_STAGES), stagePolicySchema)
        .default({})
        .check(z.superRefine(refuseModelJudges)),
    })
    .meta({ id: "GuardPolicy" }),
);

/** Guards of each stage, and the actions that their verdicts lead to. Written in `guards.yaml`. */
export type GuardPolicy = z.infer<typeof guardPolicySchema>;

/** The guards of one stage. */
export type GuardStagePolicy = NonNullable<GuardPolicy["stages"]["input"]>;

/** One guard of a stage. */
export type GuardRule = GuardStagePolicy["guards"][number];
