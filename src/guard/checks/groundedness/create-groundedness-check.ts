import type { Claim, Verifier } from "../../../core/index.ts";
import { splitSentences } from "../../../engine/text/index.ts";
import type { CheckInput, CheckResult, Guard } from "../../guard.ts";
import type { Finding } from "../../matching/merge-findings.ts";

export interface GroundednessOptions {
  /** Decides whether texts support a sentence, such as the verifier of Lydian. */
  readonly verify: Verifier["verify"];
}

const scores: Readonly<Record<Exclude<Claim["verdict"], "unmeasured">, number>> = {
  supported: 0,
  "not-enough-evidence": 0.8,
  contradicted: 1,
};
const types = { "not-enough-evidence": "UNSUPPORTED", contradicted: "CONTRADICTED" } as const;
const hasLetter = /\p{L}/u;

/**
 * Creates the guard `groundedness`: sentences that the evidence contradicts or does not support. The verifier decides
 * about each sentence by all passages.
 *
 * It throws without evidence, and if the verifier could not measure a sentence.
 */
export function createGroundednessCheck({ verify }: GroundednessOptions): Guard {
  return {
    id: "groundedness",
    version: "1",
    cost: "small-model",
    threshold: 0.5,
    check: (input, signal) => check(input, verify, signal),
  };
}

async function check(
  { text, context }: CheckInput,
  verify: Verifier["verify"],
  signal: AbortSignal,
): Promise<CheckResult> {
  const evidence = context?.evidence;
  if (evidence === undefined) throw new Error("The guard needs the evidence.");
  const spans: Finding[] = [];
  for (const { start, end } of splitSentences(text)) {
    const sentence = text.slice(start, end);
    if (!hasLetter.test(sentence)) continue;
    const { verdict, decidedBy } = await verify({ sentence, evidence }, signal);
    if (verdict === "unmeasured") throw new Error("The verifier could not measure a sentence.");
    if (verdict === "supported") continue;
    spans.push({ start, end, type: types[verdict], evidence: decidedBy ?? "verifier", score: scores[verdict] });
  }
  return { score: spans.reduce((highest, { score }) => Math.max(highest, score), 0), spans };
}
