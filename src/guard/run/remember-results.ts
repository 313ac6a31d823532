import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { GuardRequest } from "../../core/index.ts";
import type { CheckResult, GuardCheck } from "../guard-check.ts";

/** Results of checks by the hash of the text. */
export interface ResultCache {
  read(check: GuardCheck, request: GuardRequest): CheckResult | undefined;
  write(check: GuardCheck, request: GuardRequest, result: CheckResult): void;
}

/** Maximum number of results that one guard remembers, a few MB. */
const MAX_RESULTS = 10_000;

/** Remembers valid results only. A check that failed runs again, since the cause may be gone. */
export function createResultCache(): ResultCache {
  const results = new LRUCache<string, CheckResult>({ max: MAX_RESULTS });
  return {
    read: (check, request) => results.get(keyOf(check, request)),
    write: (check, request, result) => results.set(keyOf(check, request), result),
  };
}

function keyOf({ id, version }: GuardCheck, { stage, origin, text, context }: GuardRequest): string {
  // As JSON, so that no part of the request can be taken for another.
  const content = JSON.stringify([text, context]);
  return [id, version, stage, origin, createHash("sha256").update(content).digest("base64")].join("\n");
}
