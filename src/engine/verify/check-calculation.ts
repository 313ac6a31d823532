import type { Calculation, Calculator, Claim } from "../../core/index.ts";
import { type CalculatedDocument, computeCalculation } from "./calculate/compute-calculation.ts";
import { stateCalculation } from "./calculate/state-calculation.ts";

/** Where a calculation is checked: the store as it is now, and what computes. */
export interface CalculationServices {
  readDocument(documentId: string): Promise<CalculatedDocument | undefined>;
  readonly calculator: Calculator;
}

/**
 * Computes a calculation again from the stored text and compares everything: the value, the statement, each cell and its
 * quote, and the sentence that tells of it.
 */
export async function checkCalculation(
  sentence: { readonly text: string; readonly calculation: Calculation },
  { readDocument, calculator }: CalculationServices,
  signal: AbortSignal,
): Promise<Pick<Claim, "verdict" | "why">> {
  const { text, calculation } = sentence;
  const document = await readDocument(calculation.documentId);
  if (document === undefined || document.contentHash !== calculation.contentHash) {
    return { verdict: "not-enough-evidence", why: "The document that it was computed from has changed or gone." };
  }
  const again = await computeCalculation(calculation.plan, document, calculator, signal);
  const isSame =
    again !== undefined &&
    JSON.stringify(sorted(again)) === JSON.stringify(sorted(calculation)) &&
    stateCalculation(again) === text;
  return isSame
    ? { verdict: "supported", why: `It was computed again from ${again.cells.length} cells of the stored text.` }
    : { verdict: "contradicted", why: "Computed again from the stored text, it is another value." };
}

/** Entries in one order, so that what was read back from JSON compares. */
function sorted(calculation: Calculation): readonly (readonly [string, unknown])[] {
  return Object.entries(calculation).sort(([one], [other]) => (one < other ? -1 : 1));
}
