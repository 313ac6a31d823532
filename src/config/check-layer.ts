import type { z } from "zod";
import { InvalidSettingsError, nearestNames } from "../core/index.ts";
import { type SettingField, settingFields } from "./setting-fields.ts";
import { type SettingsInput, settingsSchema } from "./settings-schema.ts";

/** Settings of one origin. */
export interface SettingsLayer {
  /** Origin for messages: a file's path, "the environment", "the call". */
  readonly origin: string;
  /** Folder that relative paths start from. */
  readonly folder: string;
  readonly values: SettingsInput;
}

/**
 * Checks the settings of one origin.
 *
 * @throws {InvalidSettingsError} naming the setting, its valid values and its origin; for an
 *         unknown setting, the nearest one
 */
export function checkLayer(values: unknown, origin: Omit<SettingsLayer, "values">): SettingsLayer {
  const input = values ?? {};
  const checked = settingsSchema.safeParse(input);
  // The accepted input is returned without defaults, which apply after all layers are merged.
  if (checked.success) return { ...origin, values: input as SettingsInput };
  const [issue] = checked.error.issues;
  throw issue?.code === "unrecognized_keys"
    ? unknownSetting([...issue.path, issue.keys[0] ?? ""].join("."), origin.origin)
    : wrongValue(issue, origin.origin);
}

function unknownSetting(path: string, origin: string): InvalidSettingsError {
  const known = settingFields().map((field) => field.path);
  const groups = known.flatMap((name) => (name.includes(".") ? [name.split(".")[0] ?? ""] : []));
  const near = nearestNames(generalPath(path), [...known, ...groups], 1)[0] ?? sameLastPart(path, known);
  return new InvalidSettingsError(`There is no setting "${path}" (in ${origin}).`, {
    hint: near === undefined ? `The settings are ${known.join(", ")}.` : `Did you mean "${near}"?`,
  });
}

function sameLastPart(path: string, known: readonly string[]): string | undefined {
  const last = path.split(".").at(-1) ?? path;
  const parts = known.map((name) => name.split(".").at(-1) ?? name);
  const [near] = nearestNames(last, parts, 1);
  return near === undefined ? undefined : known[parts.indexOf(near)];
}

function wrongValue(issue: z.core.$ZodIssue | undefined, origin: string): InvalidSettingsError {
  // The message names the list instead of its item.
  const path = (issue?.path ?? []).filter((part) => typeof part !== "number").join(".");
  if (path.startsWith("answer.prices."))
    return new InvalidSettingsError(`The setting "${path}" is not a price: ${issue?.message} (in ${origin}).`, {
      hint: 'A price is {input: 1, output: 4, currency: USD, date: "2026-01-31"}, for a million tokens.',
    });
  if (issue?.code === "invalid_key")
    return path.startsWith("answer.byCollection")
      ? noCollection(String(issue.path.at(-1)), origin)
      : noMediaType(String(issue.path.at(-1)), origin);
  const field = settingFields().find((candidate) => candidate.path === generalPath(path));
  if (field === undefined) {
    const what = path === "" ? "The settings" : `The setting "${path}"`;
    return new InvalidSettingsError(`${what} must be a mapping of names to values (in ${origin}).`);
  }
  const hasMessage = issue?.code === "invalid_format" || issue?.code === "custom";
  const requirement = hasMessage ? issue.message : `must be ${expected(field)}`;
  return new InvalidSettingsError(`The setting "${path}" ${requirement} (in ${origin}).`, {
    hint: "docs/reference/settings.md lists every setting with its bounds and default.",
  });
}

/** Removes a media type or collection from a path, since the same bounds apply to each of them. */
function generalPath(path: string): string {
  return path.replace(/^(chunking\.byMediaType|answer\.byCollection)\..*\.(?=\w+$)/, (_, group: string) =>
    group.replace(/(?<!\w)\w+$/, ""),
  );
}

function noCollection(name: string, origin: string): InvalidSettingsError {
  return new InvalidSettingsError(
    `"${name}" in "answer.byCollection" cannot be the name of a collection (in ${origin}).`,
    {
      hint: "A name has 1 to 63 characters: a-z, 0-9, _ and -. `lydian status` shows the names of collections.",
    },
  );
}

function noMediaType(name: string, origin: string): InvalidSettingsError {
  return new InvalidSettingsError(`"${name}" in "chunking.byMediaType" is not a media type (in ${origin}).`, {
    hint: "Media types look like text/markdown; `lydian show DOCUMENT` shows a document's.",
  });
}

function expected({ kind, choices, bounds }: SettingField): string {
  if (choices !== undefined) return `one of ${choices.join(", ")}`;
  const article = kind === "true or false" || kind === "text" ? kind : `a ${kind}`;
  return bounds === undefined ? article : `${article} from ${bounds.from} to ${bounds.to}`;
}
