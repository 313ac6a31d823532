import { type Coverage, type DocumentSummary, defined, receiptPolicy } from "../../core/index.ts";
import type { Walk } from "./sections/walk-sections.ts";

/** Test that decides which sections match. */
export interface SurveyTest {
  /** Id of the model that read the sections, or `words`. */
  readonly readBy: string;
  /** Description of the test, as a sentence. */
  readonly test: string;
  /** Number of matching sentences; absent if they are not counted. */
  readonly matches?: number;
}

/** Builds the certificate that says which sections of the documents were read. */
export function describeCoverage(
  documents: readonly DocumentSummary[],
  { counts, matching }: Pick<Walk<unknown>, "counts" | "matching">,
  { readBy, test, matches }: SurveyTest,
): Coverage {
  const { sections, read: sectionsRead, withheld, failed, matching: sectionsMatching } = counts;
  const pagesUnreadable = documents.reduce((sum, { receipt }) => sum + receipt.pagesWithoutText.length, 0);
  const documentsWithGaps = documents.filter(hasGap).map(({ id }) => id);
  const numbers = defined({
    documents: documents.length,
    sections,
    sectionsRead,
    sectionsMatching,
    pagesUnreadable,
    sectionsWithheld: withheld,
    sectionsFailed: failed,
    documentsWithGaps,
    matches,
  });
  return {
    ...numbers,
    readBy,
    test,
    matching,
    isComplete: sectionsRead === sections && documentsWithGaps.length === 0,
    statement: stateCoverage(numbers, matching.length),
  };
}

function hasGap({ receipt }: DocumentSummary): boolean {
  return receipt.pagesWithoutText.length > 0 || receipt.warnings.some(({ code }) => receiptPolicy(code).reachesAnswer);
}

/** States the figures of a certificate in a sentence. */
function stateCoverage(
  numbers: Omit<Coverage, "readBy" | "test" | "matching" | "isComplete" | "statement">,
  documentsMatching: number,
): string {
  const { documents, sections, sectionsRead, sectionsMatching } = numbers;
  const among = documents === 1 ? "" : ` in ${show(documentsMatching)} of ${show(documents)} documents`;
  const gaps = numbers.documentsWithGaps.length;
  const sentences =
    numbers.matches === undefined || numbers.matches === 0 ? "" : ` with ${count(numbers.matches, "sentence")}`;
  const parts = [
    `read ${show(sectionsRead)} of ${count(sections, "section")}`,
    `${show(sectionsMatching)} ${sectionsMatching === 1 ? "matches" : "match"}${sentences}${among}`,
    ...(numbers.sectionsWithheld > 0 ? [`${show(numbers.sectionsWithheld)} withheld by a guard`] : []),
    ...(numbers.sectionsFailed > 0 ? [`${show(numbers.sectionsFailed)} not read since the model failed`] : []),
    ...(numbers.pagesUnreadable > 0 ? [`${count(numbers.pagesUnreadable, "page")} unreadable`] : []),
    ...(gaps > 0 ? [`${count(gaps, "document")} with gaps`] : []),
  ];
  return `${parts.join(", ")}.`;
}

function count(number: number, noun: string): string {
  return `${show(number)} ${noun}${number === 1 ? "" : "s"}`;
}

const show = (number: number): string => number.toLocaleString("en-US");
