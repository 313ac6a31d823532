export { asksForSilence } from "./asks-for-silence.ts";
export { canonicalUnit } from "./canonical-unit.ts";
export { createAnalyzer } from "./create-analyzer.ts";
export { detectLanguage, detectOtherLanguage } from "./detect-language.ts";
export { estimateSimilarity, nearDuplicateSimilarity } from "./estimate-similarity.ts";
export { type Abbreviation, findAbbreviations } from "./find-abbreviations.ts";
export { findDates } from "./find-dates.ts";
export { findIdentifiers } from "./find-identifiers.ts";
export { findNames } from "./find-names.ts";
export { findNumbers } from "./find-numbers.ts";
export { findTimes } from "./find-times.ts";
export { foldWords } from "./fold-words.ts";
export { hasOnlyStopWords } from "./has-only-stop-words.ts";
export { isAttribution } from "./is-attribution.ts";
export { isGeneralWord } from "./is-general-word.ts";
export { isProse } from "./is-prose.ts";
export { languageCode } from "./language-code.ts";
export { normalizeText } from "./normalize-text.ts";
export { createDayOrderReader, type DayOrder, readDate } from "./read-dates.ts";
export {
  certainMarkOf,
  createNumberFormatReader,
  type NumberFormat,
  type NumberFormatReader,
  type Quantity,
  readQuantity,
} from "./read-quantities.ts";
export { readSurveyQuestion, type SurveyQuestion } from "./read-survey-question.ts";
export {
  outlineTables,
  readRow,
  readRows,
  readTables,
  type TableCell,
  type TableOutline,
  type TableRow,
  type TextTable,
} from "./read-tables.ts";
export { segmentWords, type Word } from "./segment-words.ts";
export { signText } from "./sign-text.ts";
export { splitSentences } from "./split-sentences.ts";
export { stopWords } from "./stop-words.ts";
export { takeBeginning } from "./take-beginning.ts";
export { createTakenPlaces } from "./taken-places.ts";
export { toBaseUnit } from "./to-base-unit.ts";
export { createTypicalWordFinder } from "./typical-words.ts";
export { withoutEnding } from "./without-ending.ts";
export { hasUnspacedScript } from "./word-pattern.ts";
export { writtenWords } from "./written-words.ts";
