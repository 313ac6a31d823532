export { type CalculatedDocument, computeCalculation } from "./calculate/compute-calculation.ts";
export { unitOfName, valueText } from "./calculate/read-cells.ts";
export { stateCalculation } from "./calculate/state-calculation.ts";
export { visitRows, type WrittenTable } from "./calculate/visit-rows.ts";
export {
  type CalculatedSentence,
  type CalculationServices,
  checkCalculation,
  sayRepeated,
} from "./check-calculation.ts";
export { type CheckedSentence, checkCitations } from "./check-citations.ts";
export type { CheckServices } from "./checks/compare-claim.ts";
export { createVerifier, type VerifierServices } from "./create-verifier.ts";
export { findDisagreement } from "./find-disagreement.ts";
export { type EvidenceServices, findEvidence } from "./find-evidence.ts";
export { saysValue } from "./says-value.ts";
export { type PassageVerdict, verifyByPassages } from "./verify-by-passages.ts";
