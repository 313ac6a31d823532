import { z } from "zod";
import type { Json, JsonSchema } from "../../../../core/index.ts";

/** Where data first breaks its schema, and why. */
export interface DataViolation {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Undefined for data that keep to the schema. */
export type DataCheck = (value: Json) => DataViolation | undefined;

export function createDataCheck(schema: JsonSchema): DataCheck {
  // A copy of its own: the reader's types want lists that can be changed.
  const read = z.fromJSONSchema(JSON.parse(JSON.stringify(schema)));
  return (value) => {
    const checked = read.safeParse(value);
    if (checked.success) return undefined;
    const [issue] = checked.error.issues;
    const path = (issue?.path ?? []).filter((part) => typeof part !== "symbol");
    return { path, message: issue?.message ?? "It does not keep to the schema." };
  };
}
