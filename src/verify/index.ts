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
export { type CheckedClaim, type CheckServices, checkClaim } from "./checks/index.ts";
export { createVerifier, type JudgeModel, type VerifierServices } from "./create-verifier.ts";
export { type Disagreement, findDisagreement } from "./find-disagreement.ts";
export { type EvidenceServices, findEvidence } from "./find-evidence.ts";
export { saysValue } from "./says-value.ts";
export { type PassageServices, type PassageVerdict, verifyByPassages } from "./verify-by-passages.ts";
export { weighClaim } from "./weigh/index.ts";
