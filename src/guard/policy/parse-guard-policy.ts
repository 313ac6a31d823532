import type { z } from "zod";
import { GUARD_STAGES, type GuardPolicy, InvalidSettingsError, nearestNames } from "../../core/index.ts";

const HINT = "Write for example `stages: {input: {guards: [{guard: personal-data, action: redact}]}}`.";
const ruleKeys = ["guard", "threshold", "types", "action", "onError"];
const stageKeys = ["deadlineMs", "shadow", "guards"];
const policyKeys = ["name", "stages"];

/**
 * Reads a policy from the text of a `guards.yaml`. JSON is YAML, too.
 *
 * @param path  path of the file, for messages
 * @throws {InvalidSettingsError} for invalid YAML or an invalid value; for an unknown key or stage, with the nearest one
 */
export async function parseGuardPolicy(text: string, path = "guards.yaml"): Promise<GuardPolicy> {
  const [{ parseDocument }, { guardPolicySchema }] = await Promise.all([
    import("yaml"),
    import("../../core/schemas/index.ts"),
  ]);
  const document = parseDocument(text, { schema: "core", uniqueKeys: true, logLevel: "silent" });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line;
    const where = line === undefined ? "" : ` (line ${line})`;
    throw new InvalidSettingsError(`${path} is not valid YAML${where}.`, { hint: HINT });
  }
  const checked = guardPolicySchema.safeParse(plainValues(document, path));
  if (checked.success) return checked.data;
  throw wrongPolicy(checked.error.issues[0], path);
}

function plainValues(document: { toJS(options: { maxAliasCount: number }): unknown }, path: string): unknown {
  try {
    // An empty file is a policy without guards.
    return document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch (cause) {
    throw new InvalidSettingsError(`${path} uses YAML aliases, which are not allowed in a policy.`, { cause });
  }
}

function wrongPolicy(issue: z.core.$ZodIssue | undefined, path: string): InvalidSettingsError {
  const where = (issue?.path ?? []).join(".");
  if (issue?.code !== "unrecognized_keys") {
    const what = where === "" ? "The policy" : `"${where}"`;
    return new InvalidSettingsError(`${what} is not valid in a guard policy: ${issue?.message ?? "?"} (in ${path}).`, {
      hint: HINT,
    });
  }
  const [key = ""] = issue.keys;
  const known = knownKeys(issue.path.length);
  const [near] = nearestNames(key, known, 1);
  const what = known === GUARD_STAGES ? "There is no stage" : "A guard policy has no key";
  return new InvalidSettingsError(`${what} "${[...issue.path, key].join(".")}" (in ${path}).`, {
    hint: near === undefined ? `Known are ${known.join(", ")}.` : `Did you mean "${near}"?`,
  });
}

/** Returns the known keys at a depth of a policy: itself, its stages, one stage, or a rule of it. */
function knownKeys(depth: number): readonly string[] {
  if (depth === 1) return GUARD_STAGES;
  if (depth === 0) return policyKeys;
  return depth === 2 ? stageKeys : ruleKeys;
}
