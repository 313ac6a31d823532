import type { CalculationPlan, ContextPassage, Document } from "../../../core/index.ts";
import { readTables, type TextTable } from "../../text/index.ts";
import { describeTable } from "./describe-table.ts";
import { planOverTable } from "./plan-over-table.ts";
import { type Analyze, readQuestionWords, splitWords } from "./question-words.ts";
import { readIntent } from "./read-intent.ts";

/** A plan with the passage that represents its document. */
export interface PlannedCalculation {
  readonly plan: CalculationPlan;
  readonly document: Document;
  readonly passage: ContextPassage;
}

/** Maximum number of tables of one document that are read; further ones only if a passage shows a part of them. */
const MAX_TABLES = 50;

interface Candidate extends PlannedCalculation {
  readonly isShown: boolean;
}

interface TableSources {
  readonly passages: readonly ContextPassage[];
  readonly documents: ReadonlyMap<string, Document>;
}

/**
 * Plans the calculation that an English question asks for, over a whole table of the passages' documents. Tables that a
 * passage shows take precedence over others of the same documents.
 *
 * @returns  undefined if the question asks for no calculation, or if more than one table fits
 */
export function planCalculation(
  question: string,
  { passages, documents }: TableSources,
  analyze: Analyze,
): PlannedCalculation | undefined {
  const words = readQuestionWords(splitWords(question, analyze));
  const intent = readIntent(words);
  if (intent === undefined) return undefined;

  const candidates = [...documents.values()].flatMap((document) =>
    tablesOf(document, passages).flatMap(({ table, passage, isShown }): readonly Candidate[] => {
      const described = describeTable(table, document, analyze);
      const plan = described && planOverTable(words, intent, described);
      return plan === undefined ? [] : [{ plan, document, passage, isShown }];
    }),
  );
  const shown = candidates.filter(({ isShown }) => isShown);
  const [only, another] = shown.length > 0 ? shown : candidates;
  return another === undefined ? only : undefined;
}

/** A table with the passage that shows it, or else the first passage of its document. */
interface PlacedTable extends Pick<Candidate, "passage" | "isShown"> {
  readonly table: TextTable;
}

function tablesOf(document: Document, passages: readonly ContextPassage[]): readonly PlacedTable[] {
  const documentPassages = passages.filter(({ hit }) => hit.documentId === document.id);
  const [first] = documentPassages;
  if (first === undefined) return [];
  return readTables(document.text, document.elements).flatMap((table, index) => {
    const { start, end } = table.span;
    const shown = documentPassages.find(({ hit: { span } }) => span.start < end && start < span.end);
    if (shown === undefined && index >= MAX_TABLES) return [];
    return [{ table, passage: shown ?? first, isShown: shown !== undefined }];
  });
}
