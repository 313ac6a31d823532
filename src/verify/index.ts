export {
  type CalculatedDocument,
  computeCalculation,
  foldText,
  isNothing,
  selectRows,
  stateCalculation,
} from "./calculate/index.ts";
export { type CalculationServices, checkCalculation } from "./check-calculation.ts";
export { type CheckedCitation, type CheckedSentence, type CitedDocument, checkCitations } from "./check-citations.ts";
export { createVerifier } from "./create-verifier.ts";
export { type EvidenceServices, findEvidence } from "./find-evidence.ts";
