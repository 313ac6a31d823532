import { z } from "zod";
import { defineGuard } from "../define-guard.ts";

/** Entry of the guard `schema`. */
export const schemaGuard = defineGuard({
  id: "schema",
  cost: "rules",
  reference: {
    about: `Texts that are not JSON, or break a schema. JSON in one block of Markdown counts.`,
    stages: ["output"],
    types: "`NO_JSON`, `SCHEMA_VIOLATION`",
    example: { schema: { type: "object", required: ["price"] } },
  },
  options: z.strictObject({
    schema: z.record(z.string(), z.unknown()).describe("JSON Schema, draft 2020-12, that the text must fit."),
  }),
  load: async ({ schema }) => (await import("./create-schema-check.ts")).createSchemaCheck(schema),
});
