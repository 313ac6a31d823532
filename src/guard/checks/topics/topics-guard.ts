import { z } from "zod";
import { defineGuard } from "../define-guard.ts";
import { topicRuleSchema } from "./topic-rules.ts";

/** Entry of the guard `topics`. */
export const topicsGuard = defineGuard({
  id: "topics",
  cost: "rules",
  reference: {
    about: `Sentences about dosage, diagnosis, treatment and emergencies, in English and German, by lists of phrases. It misses many: of 40
sentences that were written after the rules it finds 14, and 5 of 10 emergencies. It gave one false alarm on 40
everyday sentences of a clinic ([figures](figures.md#guards)). Do not rely on it where a life depends on it.`,
    stages: ["input", "output"],
    types: "`DOSAGE`, `DIAGNOSIS`, `TREATMENT`, `EMERGENCY`, your own",
    example: {
      rules: [{ type: "PRICE", severity: "low", all: [["price*", "cost*"], ["next year"]], none: ["estimate*"] }],
    },
  },
  options: z.strictObject({
    rules: z
      .array(topicRuleSchema)
      .max(1000)
      .default([])
      .describe(
        "Rules of your own, each with `type`, `severity` (`low` .5, `medium` .7, `high` .9), and `all`: lists of phrases. A rule matches a sentence that has a phrase of each list, and no phrase of the list `none`.",
      ),
    health: z
      .boolean()
      .optional()
      .describe("Whether the rules for health collections count. Default: true, unless you give rules of your own."),
  }),
  load: async ({ rules, health = rules.length === 0 }) =>
    (await import("./create-topics-check.ts")).createTopicsCheck(rules, health),
});
