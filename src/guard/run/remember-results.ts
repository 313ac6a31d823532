import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { GuardRequest, GuardRule } from "../../core/index.ts";
import type { CheckResult, Guard } from "../guard.ts";

/** A guard with the rule that sets its options. */
interface MeasuringCheck {
  readonly check: Guard;
  readonly rule: Pick<GuardRule, "options">;
}

/** Results of checks by the hash of the text. */
export interface ResultCache {
  read(check: MeasuringCheck, request: GuardRequest): CheckResult | undefined;
  write(check: MeasuringCheck, request: GuardRequest, result: CheckResult): void;
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

function keyOf({ check, rule }: MeasuringCheck, { stage, origin, trust, text, context }: GuardRequest): string {
  const { id, version } = check;
  // As JSON, so that no part of the request can be taken for another.
  const content = JSON.stringify([text, context, rule.options]);
  return [id, version, stage, origin, trust, createHash("sha256").update(content).digest("base64")].join("\n");
}
