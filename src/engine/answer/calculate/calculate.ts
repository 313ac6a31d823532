import type { AnswerDraft, Calculator, ContextPassage, Document } from "../../../core/index.ts";
import { computeCalculation, stateCalculation } from "../../verify/index.ts";
import { planCalculation } from "./plan-calculation.ts";
import type { Analyze } from "./question-words.ts";

/** Maximum number of cells that are cited one by one; the calculation names all of them. */
const MAX_CITED_CELLS = 20;
/** Confidence of a calculation. It is not calibrated: the rules fire only if they explain every word of the question. */
const CONFIDENCE = 0.9;

interface CalculatingServices {
  readonly calculator: Calculator;
  readonly analyze: Analyze;
}

interface CalculationQuestion {
  readonly question: string;
  readonly passages: readonly ContextPassage[];
  readonly documents: ReadonlyMap<string, Document>;
}

/**
 * Answers a question that asks for a sum, a count, a minimum, a maximum or an average over a table.
 *
 * @returns  undefined if the question asks for no calculation; the answerer then answers from the passages
 */
export async function calculate(
  { calculator, analyze }: CalculatingServices,
  { question, passages, documents }: CalculationQuestion,
  signal: AbortSignal,
): Promise<AnswerDraft | undefined> {
  const planned = planCalculation(question, { passages, documents }, analyze);
  if (planned === undefined) return undefined;
  const { plan, document, passage } = planned;
  const calculation = await computeCalculation(plan, document, calculator, signal);
  if (calculation === undefined) return undefined;
  const cited = calculation.cells.slice(0, MAX_CITED_CELLS);
  const evidence = cited.map(({ span }) => ({ passage: passage.number, span }));
  return {
    sentences: [{ text: stateCalculation(calculation), evidence, calculation }],
    confidence: CONFIDENCE,
    answeredBy: "calculation",
  };
}
