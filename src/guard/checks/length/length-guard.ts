import { z } from "zod";
import { defineGuard } from "../define-guard.ts";

const characters = z.int().min(0).max(10_000_000);

/** Entry of the guard `length`. */
export const lengthGuard = defineGuard({
  id: "length",
  cost: "rules",
  reference: {
    about: `Texts that are too short or too long. The place in a long text is the part beyond the limit.`,
    stages: "all",
    types: "`TOO_LONG`",
    example: { maxCharacters: 2000 },
  },
  options: z.strictObject({
    minCharacters: characters.default(0).describe("Minimum number of characters, as UTF-16 code units. Default: 0."),
    maxCharacters: characters.default(20_000).describe("Maximum number of characters. Default: 20,000."),
  }),
  load: async ({ minCharacters, maxCharacters }) =>
    (await import("./create-length-check.ts")).createLengthCheck(minCharacters, maxCharacters),
});
