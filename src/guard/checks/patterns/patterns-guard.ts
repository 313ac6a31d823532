import { z } from "zod";
import { defineGuard } from "../define-guard.ts";
import { patternRecogniserSchema } from "./pattern-recogniser.ts";

/** Entry of the guard `patterns`. */
export const patternsGuard = defineGuard({
  id: "patterns",
  cost: "rules",
  reference: {
    about: `Data of your own kinds, such as the numbers of employees.`,
    stages: "all",
    types: "your own",
    example: {
      recognisers: [
        {
          type: "EMPLOYEE_NUMBER",
          patterns: [{ name: "form", regex: "\\bE-\\d{5}\\b", score: 0.5 }],
          context: ["employee"],
        },
      ],
    },
  },
  options: z.strictObject({
    recognisers: z
      .array(patternRecogniserSchema)
      .min(1)
      .max(1000)
      .describe(
        "Recognisers, each with `type`, `patterns` (`name`, `regex`, `score`), `denyList` and `context`. Expressions are those of [RE2](https://github.com/google/re2/wiki/Syntax) with lookbehinds, so they run in linear time. A word of the context within the five words before a match adds .35.",
      ),
  }),
  load: async ({ recognisers }) => (await import("./create-patterns-check.ts")).createPatternsCheck(recognisers),
});
