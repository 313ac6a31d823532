import type { AnswerDraft, Calculator, ContextPassage, Document } from "../../../core/index.ts";
import { computeCalculation, stateCalculation } from "../../verify/index.ts";
import { planCalculation } from "./plan-calculation.ts";
import type { Analyze } from "./question-words.ts";

/** So many cells are cited one by one; the calculation names all of them. */
const MOST_CITED = 20;
/** The rules fire only where they explain every word of a question; it is no calibrated probability. */
const CONFIDENCE = 0.9;

/**
 * Answers a question that asks for a sum, a count, a least or greatest value or an average over a table.
 *
 * @returns  undefined where nothing is computed: then the passages answer
 */
export async function calculate(
  { calculator, analyze }: { readonly calculator: Calculator; readonly analyze: Analyze },
  asked: {
    readonly question: string;
    readonly passages: readonly ContextPassage[];
    readonly documents: ReadonlyMap<string, Document>;
  },
  signal: AbortSignal,
): Promise<AnswerDraft | undefined> {
  const planned = planCalculation(asked.question, asked, analyze);
  if (planned === undefined) return undefined;
  const { plan, document, passage } = planned;
  const calculation = await computeCalculation(plan, document, calculator, signal);
  if (calculation === undefined) return undefined;
  const cited = calculation.cells.slice(0, MOST_CITED);
  const evidence = cited.map(({ span }) => ({ passage: passage.number, span }));
  return {
    sentences: [{ text: stateCalculation(calculation), evidence, calculation }],
    confidence: CONFIDENCE,
    answeredBy: "calculation",
  };
}
