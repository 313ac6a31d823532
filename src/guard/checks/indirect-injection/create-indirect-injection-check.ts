import type { Span } from "../../../core/index.ts";
import type { CheckInput, CheckResult } from "../../guard.ts";
import { type HashedModel, readLinearModel } from "../../matching/linear-model/read-linear-model.ts";
import { toProbability } from "../../matching/linear-model/score-windows.ts";
import { type Finding, mergeFindings } from "../../matching/merge-findings.ts";
import type { Measure } from "../define-guard.ts";
import { measureUnits } from "./measure-units.ts";

/**
 * Creates the guard `indirect-injection`: sentences of a document, a mail or the result of a tool that
 * command the assistant. Each such sentence is a place, so that it can be quarantined alone. The weights are
 * in `models/indirect-injection/`.
 *
 * @throws {ModelUnavailableError} if the weights cannot be read
 */
export async function createIndirectInjectionCheck(): Promise<Measure> {
  const model = await readLinearModel("indirect-injection");
  return {
    version: model.version,
    threshold: model.threshold,
    check: (input) => check(input, model),
  };
}

function check({ trust, views }: CheckInput, model: HashedModel): CheckResult {
  // A trusted text may command the model.
  if (trust === "trusted") return { score: 0, spans: [] };
  return mergeFindings(views().map((view) => ({ view, findings: findCommands(view.text, model) })));
}

/**
 * Creates a function that scores every sentence of a document, for measurements.
 *
 * @throws {ModelUnavailableError} if the weights cannot be read
 */
export async function createSentenceScorer(): Promise<SentenceScorer> {
  const model = await readLinearModel("indirect-injection");
  return {
    threshold: model.threshold,
    scoreSentences: (text) =>
      measureUnits(model, text).map(({ unit: { start, end }, values }) => ({
        start,
        end,
        score: toProbability(model, values),
      })),
  };
}

export interface SentenceScorer {
  readonly threshold: number;
  /** Returns the sentences with enough letters, each with the certainty from 0 to 1 that it commands the assistant. */
  readonly scoreSentences: (text: string) => readonly (Span & { readonly score: number })[];
}

/**
 * Sentences below this share of the threshold are not reported as places. A policy may set a lower threshold than the
 * model.
 */
const MIN_SHARE = 0.5;

/** Returns the sentences that may be commands. */
function findCommands(text: string, model: HashedModel): readonly Finding[] {
  return measureUnits(model, text).flatMap(({ unit: { start, end }, values }) => {
    const score = toProbability(model, values);
    const type = "COMMAND";
    return score < model.threshold * MIN_SHARE
      ? []
      : [{ start, end, score, type, evidence: "indirect-injection-model" }];
  });
}
