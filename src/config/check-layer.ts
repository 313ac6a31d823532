import type { z } from "zod";
import { InvalidSettingsError, nearestNames } from "../core/index.ts";
import { type SettingField, settingFields } from "./setting-fields.ts";
import { type SettingsInput, settingsSchema } from "./settings-schema.ts";

/** Some settings and where they come from. */
export interface SettingsLayer {
  /** For messages: a file's path, "the environment", "the call". */
  readonly origin: string;
  /** Folder that relative paths start from. */
  readonly folder: string;
  readonly values: SettingsInput;
}

/**
 * Checks the settings of one origin.
 *
 * @throws {InvalidSettingsError} naming the setting, what it must be, and the origin; an unknown one with the nearest
 */
export function checkLayer(values: unknown, origin: Omit<SettingsLayer, "values">): SettingsLayer {
  const given = values ?? {};
  const checked = settingsSchema.safeParse(given);
  // The schema has accepted `given`, which is kept as it is: defaults come last, not with each layer.
  if (checked.success) return { ...origin, values: given as SettingsInput };
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
  // An item of a list is told by its list.
  const path = (issue?.path ?? []).filter((part) => typeof part !== "number").join(".");
  if (path.startsWith("answer.prices."))
    return new InvalidSettingsError(`The setting "${path}" is no price: ${issue?.message} (in ${origin}).`, {
      hint: 'A price is {input: 1, output: 4, currency: USD, date: "2026-01-31"}, for a million tokens.',
    });
  if (issue?.code === "invalid_key")
    return path.startsWith("answer.byCollection")
      ? noCollection(String(issue.path.at(-1)), origin)
      : noMediaType(String(issue.path.at(-1)), origin);
  const field = settingFields().find((one) => one.path === generalPath(path));
  if (field === undefined) {
    const what = path === "" ? "The settings" : `The setting "${path}"`;
    return new InvalidSettingsError(`${what} must be a mapping of names to values (in ${origin}).`);
  }
  const hasOwn = issue?.code === "invalid_format" || issue?.code === "custom";
  const own = hasOwn ? issue.message : `must be ${expected(field)}`;
  return new InvalidSettingsError(`The setting "${path}" ${own} (in ${origin}).`, {
    hint: "docs/reference/settings.md lists every setting with its bounds and default.",
  });
}

/** The same bounds hold for one media type or collection and for all. */
function generalPath(path: string): string {
  return path.replace(/^(chunking\.byMediaType|answer\.byCollection)\..*\.(?=\w+$)/, (_, group: string) =>
    group.replace(/\w+$/, ""),
  );
}

function noCollection(name: string, origin: string): InvalidSettingsError {
  return new InvalidSettingsError(`"${name}", a name in "answer.byCollection", is no collection's (in ${origin}).`, {
    hint: "Names of collections are 1 to 63 of a-z, 0-9, _ and -; `lydian status` shows them.",
  });
}

function noMediaType(name: string, origin: string): InvalidSettingsError {
  return new InvalidSettingsError(`"${name}", a name in "chunking.byMediaType", is no media type (in ${origin}).`, {
    hint: "Media types look like text/markdown; `lydian show DOCUMENT` tells a document's.",
  });
}

function expected({ kind, choices, bounds }: SettingField): string {
  if (choices !== undefined) return `one of ${choices.join(", ")}`;
  const article = kind === "true or false" || kind === "text" ? kind : `a ${kind}`;
  return bounds === undefined ? article : `${article} from ${bounds.from} to ${bounds.to}`;
}
