export { chooseSentences } from "./choose-sentences.ts";
export { citeCells } from "./cite-cells.ts";
export { type Candidate, findCandidates } from "./find-candidates.ts";
export { type ExpectedKind, numbersIn, type QuestionProfile, wordsAskedFor } from "./profile-question.ts";
export { quoteCandidate } from "./quote-candidate.ts";
export { type QuestionReading, type QuestionReadings, readQuestion } from "./read-question.ts";
export {
  type CandidateFeatures,
  type EvidenceMode,
  fittedReranker,
  type ScoredCandidate,
  scoreCandidates,
} from "./score-candidates.ts";
export { measureSentences, shownText } from "./sentence-features.ts";
export { type MeasuredCandidate, shortlist } from "./shortlist.ts";
export { measureSpans, type SpanFeatures } from "./span-features.ts";
export { trimMarkup } from "./trim-markup.ts";
