export { type CheckedCitation, type CheckedSentence, type CitedDocument, checkCitations } from "./check-citations.ts";
export { createVerifier } from "./create-verifier.ts";
