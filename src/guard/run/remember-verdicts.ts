import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { GuardRequest, GuardVerdict } from "../../core/index.ts";
import type { GuardCheck } from "../guard-check.ts";

/** Verdicts on texts that were checked before, by the hash of their content. */
export interface VerdictCache {
  read(check: GuardCheck, request: GuardRequest): GuardVerdict | undefined;
  write(check: GuardCheck, request: GuardRequest, verdict: GuardVerdict): void;
}

/** Maximum number of verdicts that one guard remembers, a few MB. */
const MAX_VERDICTS = 10_000;

/** Remembers measured verdicts. An unmeasured one is measured again, since its cause may be gone. */
export function createVerdictCache(): VerdictCache {
  const verdicts = new LRUCache<string, GuardVerdict>({ max: MAX_VERDICTS });
  return {
    read: (check, request) => verdicts.get(keyOf(check, request)),
    write(check, request, verdict) {
      if (verdict.verdict !== "unmeasured") verdicts.set(keyOf(check, request), verdict);
    },
  };
}

function keyOf({ id, version }: GuardCheck, { stage, origin, text, context }: GuardRequest): string {
  // As JSON, so that no part of the request can be taken for another.
  const content = JSON.stringify([text, context]);
  return [id, version, stage, origin, createHash("sha256").update(content).digest("base64")].join("\n");
}
