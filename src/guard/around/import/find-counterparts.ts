import { byModel } from "./map-guardrail.ts";

/** A guard that finds what a guardrail of OpenAI Guardrails finds. */
export interface GuardCounterpart {
  readonly guard: string;
  /** Type of its places that counts; absent: any. */
  readonly type?: string;
}

/** Guards by the names of guardrails, as `importOpenaiGuardrails` translates them. */
const counterparts: Readonly<Record<string, readonly GuardCounterpart[]>> = {
  "Contains PII": [{ guard: "personal-data" }, { guard: "personal-names" }, { guard: "safe-harbor" }],
  "Keyword Filter": [{ guard: "phrases", type: "KEYWORD" }],
  Competitors: [{ guard: "phrases", type: "COMPETITOR" }],
  "URL Filter": [{ guard: "exfiltration" }],
  "Secret Keys": [{ guard: "secrets" }, { guard: "patterns", type: "CUSTOM_SECRET" }],
};

/** Returns the guards that find what a guardrail finds. Another name is that of a guard. */
export function findCounterparts(name: string): readonly GuardCounterpart[] {
  const own = Object.hasOwn(counterparts, name) ? counterparts[name] : undefined;
  const ofModel = Object.hasOwn(byModel, name) ? byModel[name]?.map(({ guard }) => ({ guard })) : undefined;
  return own ?? ofModel ?? [{ guard: name }];
}
