export { answer } from "./answer.ts";
export { documentSummary, type PublicDocument, warning } from "./document.ts";
export { chunkStanding } from "./explanation.ts";
export { feedback } from "./feedback.ts";
export { hit } from "./hit.ts";
export { job } from "./job.ts";
export { MOST_A_PAGE, pageOf } from "./page-of.ts";
export { count, hash, location, number, span, text, type WholeOf } from "./place.ts";
export { answerCheck, savedAnswerSummary } from "./saved-answers.ts";
