import { z } from "zod";
import { type GuardStage, InvalidSettingsError, nearestNames } from "../../core/index.ts";
import type { CheckOptions, Guard, LazyGuard } from "../guard.ts";

/** Text of the reference about a guard, in Markdown. Its options are described in their schema. */
export interface GuardReference {
  readonly about: string;
  /** Stages that the guard is made for. */
  readonly stages: "all" | readonly GuardStage[];
  /** Types of the places that it finds. */
  readonly types: string;
  /** Whether the guard compares a text with what it came from. */
  readonly needsContext?: boolean;
  /** Options as a policy may set them. */
  readonly example?: Readonly<Record<string, unknown>>;
}

/** A guard of Lydian, with its text in the reference. */
export interface ListedGuard extends LazyGuard {
  readonly options: z.ZodObject;
  readonly reference: GuardReference;
}

/** Implementation of a guard: what its file gives when it is loaded. */
export type Measure = Omit<Guard, "id" | "cost">;

interface GuardEntry<Options extends z.ZodObject> extends Pick<LazyGuard, "id" | "cost"> {
  readonly reference: GuardReference;
  /** Schema of the options that a policy may set. */
  readonly options: Options;
  /** Checks valid options further, without loading the guard. Absent: loading it is cheap enough. */
  checkOptions?(options: z.output<Options>): Promise<void>;
  /** Loads the implementation for valid options. */
  load(options: z.output<Options>): Promise<Measure>;
}

/** Schema of a guard without options. */
export const noOptions = z.strictObject({});

/** Defines a guard: the one entry of its folder. Its options are read by their schema before it is loaded. */
export function defineGuard<Options extends z.ZodObject>(entry: GuardEntry<Options>): ListedGuard {
  const { id, cost, reference, options: schema, checkOptions } = entry;
  const read = (options: CheckOptions) => readOptions(id, schema, options);
  return {
    id,
    cost,
    reference,
    options: schema,
    checkOptions: checkOptions && ((options) => checkOptions(read(options))),
    load: async (options) => ({ ...(await entry.load(read(options))), id, cost }),
  };
}

/**
 * Reads the options of a guard from a policy.
 *
 * @throws {InvalidSettingsError} for an invalid value; for an unknown option, with the nearest one
 */
function readOptions<Options extends z.ZodObject>(
  guard: string,
  schema: Options,
  options: CheckOptions,
): z.output<Options> {
  const checked = schema.safeParse(options ?? {});
  if (checked.success) return checked.data;
  // A misspelled option is told before the one that is missing because of it.
  const { issues } = checked.error;
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  throw wrongOption(guard, issue, Object.keys(schema.shape));
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
