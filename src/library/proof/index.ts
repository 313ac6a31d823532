export { buildSavedAnswer, type QuestionVerdict } from "./build-saved-answer.ts";
export { checkAnswer } from "./check-answer.ts";
export { compareAnswers } from "./compare-answers.ts";
export { hashText } from "./hash-text.ts";
export { fromKeptAnswer, toKeptAnswer } from "./keep-record.ts";
export { fromKeptTurn, toKeptTurn } from "./keep-turn.ts";
export { makeEvidence } from "./make-evidence.ts";
export { type CheckedEvidence, verifyEvidence } from "./verify-evidence.ts";
