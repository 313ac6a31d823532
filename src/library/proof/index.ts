export { checkAnswers } from "./check-answers.ts";
export { proof, verifyProof, writeProof } from "./proof.ts";
export { removeAnswers, savedAnswer, savedAnswers } from "./saved-answers.ts";
