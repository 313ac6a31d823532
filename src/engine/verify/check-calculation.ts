import type { Calculation, Calculator, Claim } from "../../core/index.ts";
import { type CalculatedDocument, computeCalculation } from "./calculate/compute-calculation.ts";
import { stateCalculation } from "./calculate/state-calculation.ts";

/** A sentence of an answer, with the calculation that it states. */
export interface CalculatedSentence {
  readonly text: string;
  readonly calculation: Calculation;
}

/** Services that check a calculation: the current documents and a calculator. */
export interface CalculationServices {
  readDocument(documentId: string): Promise<CalculatedDocument | undefined>;
  readonly calculator: Calculator;
}

/**
 * Repeats a calculation on the stored text and compares everything: the value, the formula, each cell with its quote, and the
 * sentence that states the result.
 */
export async function checkCalculation(
  { text, calculation }: CalculatedSentence,
  { readDocument, calculator }: CalculationServices,
  signal: AbortSignal,
): Promise<Pick<Claim, "verdict" | "why">> {
  const document = await readDocument(calculation.documentId);
  if (document === undefined || document.contentHash !== calculation.contentHash) {
    return {
      verdict: "not-enough-evidence",
      why: "The document that it was computed from has changed or was removed.",
    };
  }
  const again = await computeCalculation(calculation.plan, document, calculator, signal);
  const isSame =
    again !== undefined &&
    JSON.stringify(sorted(again)) === JSON.stringify(sorted(calculation)) &&
    stateCalculation(again) === text;
  return isSame
    ? { verdict: "supported", why: `It was computed again from ${again.cells.length} cells of the stored text.` }
    : { verdict: "contradicted", why: "The stored text now gives another value." };
}

/** Sorts the entries by key, so that a calculation read from JSON compares equal. */
function sorted(calculation: Calculation): readonly (readonly [string, unknown])[] {
  return Object.entries(calculation).sort(([left], [right]) => (left < right ? -1 : 1));
}
