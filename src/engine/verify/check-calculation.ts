import type { Calculation, Claim } from "../../core/index.ts";
import { type CalculatedDocument, computeCalculation } from "./calculate/compute-calculation.ts";
import { stateCalculation } from "./calculate/state-calculation.ts";

/** A sentence of an answer, with the calculation that it states. */
export interface CalculatedSentence {
  readonly text: string;
  readonly calculation: Calculation;
}

/** Services that check a calculation: the current documents. */
export interface CalculationServices {
  readDocument(documentId: string): Promise<CalculatedDocument | undefined>;
}

/**
 * Repeats a calculation on the stored text and compares everything: the value, the formula, each cell with its quote,
 * and the sentence that states the result.
 */
export async function checkCalculation(
  { text, calculation }: CalculatedSentence,
  { readDocument }: CalculationServices,
  signal: AbortSignal,
): Promise<Pick<Claim, "verdict" | "why">> {
  const document = await readDocument(calculation.documentId);
  if (document === undefined || document.contentHash !== calculation.contentHash) {
    return {
      verdict: "not-enough-evidence",
      why: "The document that it was computed from has changed or was removed.",
    };
  }
  const again = await computeCalculation(calculation.plan, document, signal);
  const isSame =
    again?.status === "computed" &&
    JSON.stringify(sorted(again.calculation)) === JSON.stringify(sorted(calculation)) &&
    stateCalculation(again.calculation) === text;
  return isSame
    ? { verdict: "supported", why: sayRepeated(again.calculation) }
    : { verdict: "contradicted", why: "The stored text now gives another value." };
}

/** Says that a calculation was repeated, with the number of its cells. */
export function sayRepeated({ cells, allCells }: Calculation): string {
  return `It was computed again from ${allCells?.count ?? cells.length} cells of the stored text.`;
}

/** Sorts the entries by key, so that a calculation read from JSON compares equal. */
function sorted(calculation: Calculation): readonly (readonly [string, unknown])[] {
  return Object.entries(calculation).sort(([left], [right]) => (left < right ? -1 : 1));
}
