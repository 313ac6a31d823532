import { createHash } from "node:crypto";
import type { z } from "zod";
import { defined, InvalidSettingsError, nearestNames, type Profile } from "../core/index.ts";
import { jsonSchemaKeys } from "./json-schema-schema.ts";
import { examplesFromKeys, profileKeys, profileSchema } from "./profile-schema.ts";

/**
 * Reads a profile from the bytes of its file.
 *
 * @param path  path of the file, for messages
 * @throws {InvalidSettingsError} for invalid YAML or an invalid value; for an unknown key, with the nearest one
 */
export async function parseProfile(name: string, path: string, bytes: Uint8Array): Promise<Profile> {
  const { parseDocument } = await import("yaml");
  const text = new TextDecoder().decode(bytes);
  const document = parseDocument(text, { schema: "core", uniqueKeys: true, logLevel: "silent" });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line;
    throw new InvalidSettingsError(`${path} is not valid YAML${line === undefined ? "" : ` (line ${line})`}.`, {
      hint: "Write one setting per line, such as `tone: friendly`.",
    });
  }
  const checked = profileSchema.safeParse(plainValues(document, path));
  if (!checked.success) throw wrongProfile(path, checked.error.issues[0]);
  requireSchema(path, checked.data);
  const { temperature, topP, topK, seed, stop, ...wishes } = checked.data;
  const sampling = defined({ temperature, topP, topK, seed, stop });
  const hash = createHash("sha256").update(bytes).digest("hex");
  return defined({ name, hash, ...wishes, sampling: Object.keys(sampling).length === 0 ? undefined : sampling });
}

/** Requires `format: json` and `schema` to be set together. */
function requireSchema(path: string, { format, schema }: z.output<typeof profileSchema>): void {
  if ((format === "json") === (schema !== undefined)) return;
  const problem =
    schema === undefined
      ? '"format" is json, but there is no "schema"'
      : 'There is a "schema", but "format" is not json';
  throw new InvalidSettingsError(`${problem} (in ${path}).`, {
    hint: "Write `format: json` together with `schema: {type: object, properties: {…}}`.",
  });
}

function plainValues(document: { toJS(options: { maxAliasCount: number }): unknown }, path: string): unknown {
  try {
    // An empty file is a valid profile.
    return document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch (cause) {
    throw new InvalidSettingsError(`${path} uses YAML aliases, which are not allowed in a profile.`, { cause });
  }
}

function wrongProfile(path: string, issue: z.core.$ZodIssue | undefined): InvalidSettingsError {
  const where = (issue?.path ?? []).join(".");
  if (issue?.code !== "unrecognized_keys") {
    const what = where === "" ? "The profile" : `"${where}"`;
    return new InvalidSettingsError(`${what} is not valid in a profile: ${issue?.message ?? "?"} (in ${path}).`, {
      hint: "docs/guides/profiles.md lists the keys with their bounds.",
    });
  }
  const [key = ""] = issue.keys;
  const known = knownKeys(issue.path[0]);
  const [near] = nearestNames(key, known, 1);
  return new InvalidSettingsError(`A profile has no key "${[...issue.path, key].join(".")}" (in ${path}).`, {
    hint: near === undefined ? `The keys are ${known.join(", ")}.` : `Did you mean "${near}"?`,
  });
}

/** Returns the known keys of a part of a profile. */
function knownKeys(part: PropertyKey | undefined): readonly string[] {
  if (part === "schema") return jsonSchemaKeys;
  if (part === "examplesFrom") return examplesFromKeys;
  return part === undefined ? profileKeys : ["question", "answer"];
}
