import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { GuardRequest, GuardRule } from "../../core/index.ts";
import type { CheckResult, Guard } from "../guard.ts";

/** Results of checks by the hash of the text. A rule counts by its options. */
export interface ResultCache {
  read(guard: Guard, rule: GuardRule, request: GuardRequest): CheckResult | undefined;
  write(guard: Guard, rule: GuardRule, request: GuardRequest, result: CheckResult): void;
}

/** Maximum number of results that one guard remembers, a few MB. */
const MAX_RESULTS = 10_000;

/** Remembers valid results only. A check that failed runs again, since the cause may be gone. */
export function createResultCache(): ResultCache {
  const results = new LRUCache<string, CheckResult>({ max: MAX_RESULTS });
  return {
    read: (guard, rule, request) => results.get(keyOf(guard, rule, request)),
    write: (guard, rule, request, result) => results.set(keyOf(guard, rule, request), result),
  };
}

function keyOf(
  { id, version }: Guard,
  { options }: GuardRule,
  { stage, origin, trust, text, context }: GuardRequest,
): string {
  // JSON keeps the parts of the request apart, so that two different requests never have one key.
  const content = JSON.stringify([text, context, options]);
  return [id, version, stage, origin, trust, createHash("sha256").update(content).digest("base64")].join("\n");
}
