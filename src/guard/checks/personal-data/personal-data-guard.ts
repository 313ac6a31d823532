import { z } from "zod";
import { defineGuard } from "../define-guard.ts";

/** Entry of the guard `personal-data`. */
export const personalDataGuard = defineGuard({
  id: "personal-data",
  cost: "rules",
  reference: {
    about: `Numbers and addresses of people by rules, such as cards, accounts, telephone and social security numbers. Ages, dates and postal codes
name nobody alone, so they have half the score. [Personal data](../guides/personal-data.md) lists the kinds and the countries.`,
    stages: "all",
    types: "`CREDIT_CARD`, `IBAN_CODE`, `EMAIL_ADDRESS`, `PHONE_NUMBER`, `US_SSN` and others",
    example: { countries: ["us", "gb"], thresholds: { PHONE_NUMBER: 0.7 } },
  },
  options: z.strictObject({
    countries: z
      .array(z.string().regex(/^[a-z]{2}$/, "must be two lower-case letters"))
      .max(300)
      .optional()
      .describe(
        "Countries whose identifiers and telephone numbers count, ISO 3166-1 in lower case. Default: all that Lydian knows.",
      ),
    thresholds: z
      .record(z.string(), z.number().min(0).max(2))
      .default({})
      .describe(
        "Lowest certainty that counts by type, such as `{ URL: 0.9 }`. Default: 0.5. A number above 1 turns a type off.",
      ),
  }),
  load: async ({ countries, thresholds }) =>
    (await import("./create-personal-data-check.ts")).createPersonalDataCheck(countries, thresholds),
});
