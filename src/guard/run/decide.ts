import {
  defined,
  GUARD_ACTIONS,
  type GuardDecision,
  type GuardPolicyId,
  type GuardRequest,
  type GuardVerdict,
} from "../../core/index.ts";
import { blackOut, nameType, redactSpans } from "./redact-spans.ts";

const certainties: readonly GuardVerdict["verdict"][] = ["pass", "unmeasured", "fail"];

/**
 * Decides what may be done with a text. The strictest action counts; of equal actions, a fail before an unmeasured
 * check, and that before a pass; of equal verdicts, the first.
 *
 * @param shadow  whether verdicts are recorded only
 */
export function decide(
  { stage, text }: GuardRequest,
  verdicts: readonly GuardVerdict[],
  policy: GuardPolicyId,
  shadow: boolean,
): GuardDecision {
  const strictest = verdicts.reduce<GuardVerdict | undefined>(stricter, undefined);
  if (strictest === undefined) {
    return { action: "allow", text, why: `No guard is set for the stage "${stage}".`, verdicts, policy };
  }

  const why = explain(strictest);
  const decidedBy = strictest.verdict === "pass" ? undefined : strictest.guard;
  if (shadow) return defined({ action: "allow", text, why, decidedBy, verdicts, policy });
  const spans = verdicts.filter(({ action }) => action === "redact").flatMap((verdict) => verdict.spans);
  // Places in a stored document point into its text, so its length must stay.
  const redacted = redactSpans(text, spans, stage === "ingest" ? blackOut : nameType);
  const help = verdicts.find((verdict) => verdict.help !== undefined)?.help;
  return defined({ action: strictest.action, text: redacted, why, decidedBy, verdicts, help, policy });
}

function stricter(left: GuardVerdict | undefined, right: GuardVerdict): GuardVerdict {
  if (left === undefined) return right;
  return weightOf(right) > weightOf(left) ? right : left;
}

function weightOf({ action, verdict }: GuardVerdict): number {
  return GUARD_ACTIONS.indexOf(action) * certainties.length + certainties.indexOf(verdict);
}

/** Maximum number of kinds that a sentence lists. */
const MAX_KINDS = 3;

function explain({ guard, verdict, spans, error }: GuardVerdict): string {
  if (verdict === "unmeasured") return `The guard "${guard}" could not check the text: ${error ?? "unknown"}`;
  if (verdict === "pass") return "No guard found anything.";
  const kinds = [...new Set(spans.map(({ type }) => type))];
  const more = kinds.length > MAX_KINDS ? ` and ${kinds.length - MAX_KINDS} more kinds` : "";
  return kinds.length === 0
    ? `The guard "${guard}" refused the text.`
    : `The guard "${guard}" found ${kinds.slice(0, MAX_KINDS).join(", ")}${more}.`;
}
