import type { GuardSpan } from "../../../core/index.ts";
import type { CheckInput, CheckResult } from "../../guard.ts";
import type { Measure } from "../define-guard.ts";
import { describeHelp } from "./describe-help.ts";
import { type CrisisMatch, findCrisis } from "./find-crisis.ts";

/**
 * Creates the guard `crisis`: a person who writes about suicide or self-harm, their own or that of someone close,
 * in English or German. Its result says where to find help, in the language of the text. It is meant for
 * questions; the stage is `input`.
 */
export function createCrisisCheck(region: string | undefined): Measure {
  return {
    // The help depends on the region, and results are remembered by the version.
    version: region === undefined ? "1" : `1-${region}`,
    threshold: 0.6,
    check: (input) => check(input, region),
  };
}

function check({ views }: CheckInput, region: string | undefined): CheckResult {
  const spans: GuardSpan[] = [];
  let strongest: CrisisMatch["rule"] | undefined;
  for (const view of views()) {
    for (const { rule, ...found } of findCrisis(view.text)) {
      const { evidence, score } = rule;
      if (strongest === undefined || score > strongest.score) strongest = rule;
      const span = view.toOriginal(found);
      const isKnown = spans.some((other) => other.evidence === evidence);
      if (!isKnown && span.end > span.start) spans.push({ ...span, type: "crisis", evidence, score });
    }
  }
  if (strongest === undefined) return { score: 0, spans };
  return { score: strongest.score, spans, help: describeHelp(strongest.language, region) };
}
