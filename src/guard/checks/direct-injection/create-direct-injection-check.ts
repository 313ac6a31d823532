import type { CheckInput, CheckResult } from "../../guard.ts";
import { type HashedModel, readLinearModel } from "../../matching/linear-model/read-linear-model.ts";
import { toProbability } from "../../matching/linear-model/score-windows.ts";
import { type Finding, mergeFindings } from "../../matching/merge-findings.ts";
import type { Measure } from "../define-guard.ts";
import { measurePrompt } from "./measure-prompt.ts";

/**
 * Creates the guard `direct-injection`: text of a user that gives the assistant new instructions, asks for its own,
 * gives it a personality without rules, or pretends to be another part of the prompt. Rules and weights from
 * `models/direct-injection/` decide together.
 *
 * @throws {ModelUnavailableError} if the weights cannot be read
 */
export async function createDirectInjectionCheck(): Promise<Measure> {
  const model = await readLinearModel("direct-injection");
  return {
    version: model.version,
    threshold: model.threshold,
    check: (input) => check(input, model),
  };
}

function check({ trust, views }: CheckInput, model: HashedModel): CheckResult {
  // A trusted text may command the model.
  if (trust === "trusted") return { score: 0, spans: [] };
  return mergeFindings(views().map((view) => ({ view, findings: findInjections(view.text, model) })));
}

/** Returns the matches of the rules and the most suspicious part, all with the score of the whole text. */
function findInjections(text: string, model: HashedModel): readonly Finding[] {
  const { values, matches, part } = measurePrompt(model, text);
  const score = toProbability(model, values);
  const findings = matches.map(({ start, end, rule }) => ({ start, end, score, type: rule.type, evidence: rule.id }));
  if (part.end > part.start) findings.push({ ...part, score, type: "COMMAND", evidence: "direct-injection-model" });
  return findings;
}
