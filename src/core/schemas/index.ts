export { answer } from "./answer.ts";
export { documentSummary, type PublicDocument, warning } from "./document.ts";
export { type Explanation, explanation } from "./explanation.ts";
export { feedback } from "./feedback.ts";
export { givenObject } from "./given-object.ts";
export { hit } from "./hit.ts";
export { job } from "./job.ts";
export { type CollectionMap, collectionMap, type PlacedQuestions, placedQuestions, type VectorsAsText } from "./map.ts";
export { MOST_A_PAGE, pageOf } from "./page-of.ts";
export { count, hash, location, number, span, text, type WholeOf } from "./place.ts";
export {
  type AnswerCheck,
  answerCheck,
  type ReplayReport,
  replayReport,
  type SavedAnswerSummary,
  savedAnswerSummary,
} from "./saved-answers.ts";
export { type CalibrationReport, calibrationReport, type DoctorReport, doctorReport } from "./server.ts";
