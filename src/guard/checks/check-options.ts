import { z } from "zod";
import { InvalidSettingsError, nearestNames } from "../../core/index.ts";
import type { CheckOptions } from "../guard.ts";

const hostSchema = z
  .string()
  .regex(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, "must be a host such as example.org or *.example.org");

export const classifierOptions = z.strictObject({
  folder: z.string().min(1).max(2_048),
  labels: z.array(z.string().min(1).max(200)).min(1).max(100),
});

export const exfiltrationOptions = z.strictObject({ hosts: z.array(hostSchema).max(1000).exactOptional() });

const spanType = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "must be letters, digits, hyphens and underscores");
const phrase = z.string().min(1).max(200);
const severity = z.enum(["low", "medium", "high"]);
const characters = z.int().min(0).max(10_000_000);

export const languageOptions = z.strictObject({
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/, "must be a language such as en (ISO 639-1)"))
    .min(1)
    .max(60)
    .exactOptional(),
});

export const lengthOptions = z.strictObject({
  minCharacters: characters.exactOptional(),
  maxCharacters: characters.exactOptional(),
});

const phraseList = z.strictObject({
  type: spanType,
  phrases: z.array(phrase).min(1).max(10_000),
  severity: severity.exactOptional(),
});

export const phrasesOptions = z.strictObject({ lists: z.array(phraseList).min(1).max(100) });

export const schemaOptions = z.strictObject({ schema: z.record(z.string(), z.unknown()) });

const topicRule = z.strictObject({
  type: spanType,
  severity: severity.default("medium"),
  all: z.array(z.array(phrase).min(1).max(1000)).min(1).max(10),
  none: z.array(phrase).max(1000).exactOptional(),
});

export const topicsOptions = z.strictObject({
  rules: z.array(topicRule).max(1000).exactOptional(),
  health: z.boolean().exactOptional(),
});

const pattern = z.strictObject({ name: phrase, regex: z.string().min(1).max(5000), score: z.number().min(0).max(1) });

const recogniser = z.strictObject({
  type: spanType,
  patterns: z.array(pattern).max(1000).exactOptional(),
  denyList: z.array(phrase).max(10_000).exactOptional(),
  context: z.array(phrase).max(1000).exactOptional(),
});

export const patternsOptions = z.strictObject({ recognisers: z.array(recogniser).min(1).max(1000) });

export const personalDataOptions = z.strictObject({
  countries: z
    .array(z.string().regex(/^[a-z]{2}$/, "must be two lower-case letters"))
    .max(300)
    .exactOptional(),
  thresholds: z.record(z.string(), z.number().min(0).max(2)).exactOptional(),
});

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
