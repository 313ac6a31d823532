import type { Document, LineCounter } from "yaml";
import type { z } from "zod";
import { GUARD_STAGES, type GuardPolicy, InvalidSettingsError, nearestNames } from "../../core/index.ts";
import type { LazyGuard } from "../guard.ts";
import { checkRuleOptions } from "./check-rule-options.ts";

const HINT = "Write for example `stages: {input: {guards: [{guard: personal-data, action: redact}]}}`.";
const judgeKeys = ["question", "low", "high"];
const ruleKeys = ["guard", "threshold", "types", "action", "options", "judge", "onError"];
const stageKeys = ["deadlineMs", "shadow", "guards"];
const policyKeys = ["name", "stages"];

/** A policy's text, for messages about parts of it. */
interface PolicyText {
  readonly path: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/**
 * Reads a policy from the text of a `guards.yaml`. JSON is YAML, too.
 *
 * @param path    path of the file, for messages
 * @param guards  the guards that it may name, which check the options of its rules; by default, any
 * @throws {InvalidSettingsError} for invalid YAML or an invalid value; for an unknown key, stage or guard, with the
 *   nearest one; for options that a guard does not take. The message names the line, and the stage of an option
 */
export async function parseGuardPolicy(
  text: string,
  path = "guards.yaml",
  guards?: readonly LazyGuard[],
): Promise<GuardPolicy> {
  const [{ LineCounter, parseDocument }, { guardPolicySchema }] = await Promise.all([
    import("yaml"),
    import("../../core/schemas/index.ts"),
  ]);
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "core", uniqueKeys: true, logLevel: "silent", lineCounter: lines });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line;
    const where = line === undefined ? "" : ` (line ${line})`;
    throw new InvalidSettingsError(`${path} is not valid YAML${where}.`, { hint: HINT });
  }

  const checked = guardPolicySchema.safeParse(plainValues(document, path));
  if (!checked.success) throw wrongPolicy(checked.error.issues[0], { path, document, lines });
  if (guards !== undefined) {
    const ids = guards.map(({ id }) => id);
    requireGuards(checked.data, ids, { path, document, lines });
    await checkRuleOptions(checked.data, guards, path);
  }
  return checked.data;
}

function plainValues(document: Document, path: string): unknown {
  try {
    // An empty file is a policy without guards.
    return document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch (cause) {
    throw new InvalidSettingsError(`${path} uses YAML aliases, which are not allowed in a policy.`, { cause });
  }
}

/** Requires each rule to name a guard that exists. */
function requireGuards({ stages }: GuardPolicy, guards: readonly string[], text: PolicyText): void {
  for (const stage of GUARD_STAGES) {
    for (const [index, { guard }] of (stages[stage]?.guards ?? []).entries()) {
      if (guards.includes(guard)) continue;
      const place = placeOf(["stages", stage, "guards", index, "guard"], text);
      throw new InvalidSettingsError(`There is no guard "${guard}" (in ${place}).`, suggest(guard, guards));
    }
  }
}

function wrongPolicy(issue: z.core.$ZodIssue | undefined, text: PolicyText): InvalidSettingsError {
  const path = issue?.path ?? [];
  if (issue?.code !== "unrecognized_keys") {
    const what = path.length === 0 ? "The policy" : `"${path.join(".")}"`;
    const message = `${what} is not valid in a guard policy: ${issue?.message ?? "?"} (in ${placeOf(path, text)}).`;
    return new InvalidSettingsError(message, { hint: HINT });
  }
  const [key = ""] = issue.keys;
  const known = knownKeys(path.length);
  const what = known === GUARD_STAGES ? "There is no stage" : "A guard policy has no key";
  const where = [...path, key];
  return new InvalidSettingsError(`${what} "${where.join(".")}" (in ${placeOf(where, text)}).`, suggest(key, known));
}

function suggest(name: string, known: readonly string[]): { readonly hint: string } {
  const [near] = nearestNames(name, known, 1);
  return { hint: near === undefined ? `Known are ${known.join(", ")}.` : `Did you mean "${near}"?` };
}

/** Returns the file and the line of a part of it, or of the nearest part around it. */
function placeOf(path: readonly PropertyKey[], { path: file, document, lines }: PolicyText): string {
  for (let length = path.length; length > 0; length--) {
    const offset = offsetOf(document.getIn(path.slice(0, length), true));
    if (offset !== undefined) return `${file}, line ${lines.linePos(offset).line}`;
  }
  return file;
}

function offsetOf(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return undefined;
  const [start]: readonly unknown[] = node.range;
  return typeof start === "number" ? start : undefined;
}

/**
 * Returns the known keys at a depth of a policy: itself, its stages, one stage, a rule of it, or the judge of a rule.
 */
function knownKeys(depth: number): readonly string[] {
  if (depth === 1) return GUARD_STAGES;
  if (depth === 0) return policyKeys;
  if (depth === 2) return stageKeys;
  return depth === 4 ? ruleKeys : judgeKeys;
}
