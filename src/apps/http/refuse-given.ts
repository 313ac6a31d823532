import type { z } from "zod";
import { defined, InvalidArgumentError } from "../../core/index.ts";

/** Returns an error that names the first invalid field of a call. */
export function refuseGiven({ issues: [issue] }: z.core.$ZodError, hint: string): InvalidArgumentError {
  const path = issue?.path ?? [];
  if (issue?.code === "unrecognized_keys")
    return new InvalidArgumentError(issue.message, { hint, argument: [...path, ...issue.keys.slice(0, 1)].join(".") });
  const place = path.join(".");
  return new InvalidArgumentError(
    `${place === "" ? "The body" : `"${place}"`} is not valid: ${issue?.message ?? ""}.`,
    defined({ hint, argument: place === "" ? undefined : place }),
  );
}

/**
 * Checks what a caller gave against a schema.
 *
 * @throws {InvalidArgumentError} naming the first invalid field
 */
export function readGiven<Schema extends z.ZodType>(schema: Schema, given: unknown, hint: string): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw refuseGiven(parsed.error, hint);
}
