import { z } from "zod";
import type { Json, JsonSchema } from "../../../../core/index.ts";

/** The first place where data breaks its schema, and the reason. */
export interface DataViolation {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Returns the first violation, or undefined for data that fit the schema. */
export type DataCheck = (value: Json) => DataViolation | undefined;

/** Creates a check of data against a JSON Schema. */
export function createDataCheck(schema: JsonSchema): DataCheck {
  // A copy, since zod's types need mutable lists.
  const validator = z.fromJSONSchema(JSON.parse(JSON.stringify(schema)));
  return (value) => {
    const result = validator.safeParse(value);
    if (result.success) return undefined;
    const [issue] = result.error.issues;
    const path = (issue?.path ?? []).filter((part) => typeof part !== "symbol");
    return { path, message: messageOf(issue) };
  };
}

/**
 * Returns the message for the model. A name that the schema does not have may be copied from a document, and would be
 * in the prompt like an instruction, so it is not repeated.
 */
function messageOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return "It does not keep to the schema.";
  return issue.code === "unrecognized_keys" ? "It has names that the schema does not have." : issue.message;
}
