import { z } from "zod";
import { InvalidSettingsError, nearestNames } from "../core/index.ts";
import type { CheckOptions } from "./guard-check.ts";

const hostSchema = z
  .string()
  .regex(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, "must be a host such as example.org or *.example.org");

export const exfiltrationOptions = z.strictObject({ hosts: z.array(hostSchema).max(1000).exactOptional() });

/** A schema of options: its names, and its check of a value. */
interface OptionsSchema<Options> {
  readonly shape: Readonly<Record<string, unknown>>;
  safeParse(value: unknown): z.ZodSafeParseResult<Options>;
}

/**
 * Reads the options of a guard from a policy.
 *
 * @throws {InvalidSettingsError} for an invalid value; for an unknown option, with the nearest one
 */
export function readOptions<Options>(guard: string, schema: OptionsSchema<Options>, options: CheckOptions): Options {
  const checked = schema.safeParse(options ?? {});
  if (checked.success) return checked.data;
  throw wrongOption(guard, checked.error.issues[0], Object.keys(schema.shape));
}

function wrongOption(
  guard: string,
  issue: z.core.$ZodIssue | undefined,
  known: readonly string[],
): InvalidSettingsError {
  const path = issue?.path ?? [];
  if (issue?.code !== "unrecognized_keys") {
    const message = `The option "${path.join(".")}" of the guard "${guard}" is not valid: ${issue?.message ?? "?"}.`;
    return new InvalidSettingsError(message, { hint: `Its options are ${known.join(", ")}.` });
  }
  const [key = ""] = issue.keys;
  const [near] = path.length === 0 ? nearestNames(key, known, 1) : [];
  return new InvalidSettingsError(`The guard "${guard}" has no option "${[...path, key].join(".")}".`, {
    hint: near === undefined ? `Its options are ${known.join(", ")}.` : `Did you mean "${near}"?`,
  });
}
