import type { CalculationPlan, ContextPassage, Document } from "../../../core/index.ts";
import { readTables } from "../../text/index.ts";
import { describeTable } from "./describe-table.ts";
import { planOverTable } from "./plan-over-table.ts";
import { type Analyze, readQuestion, splitWords } from "./question-words.ts";
import { readIntent } from "./read-intent.ts";

/** A plan with the passage that stands for its document. */
export interface PlannedCalculation {
  readonly plan: CalculationPlan;
  readonly document: Document;
  readonly passage: ContextPassage;
}

/** Of one document: more tables than these are read only where a passage shows a part of them. */
const MOST_TABLES = 50;

interface Candidate extends PlannedCalculation {
  readonly isShown: boolean;
}

/**
 * What a question asks to be computed over a table of the passages' documents, by rules for English; the whole table
 * counts, not only the part that a passage shows. Tables that a passage shows go before others of the same documents.
 *
 * @returns  undefined where the question asks for nothing that is computed, or more than one table fits
 */
export function planCalculation(
  question: string,
  {
    passages,
    documents,
  }: { readonly passages: readonly ContextPassage[]; readonly documents: ReadonlyMap<string, Document> },
  analyze: Analyze,
): PlannedCalculation | undefined {
  const words = readQuestion(splitWords(question, analyze));
  const intent = readIntent(words);
  if (intent === undefined) return undefined;
  const candidates: Candidate[] = [];
  for (const [documentId, document] of documents) {
    const own = passages.filter(({ hit }) => hit.documentId === documentId);
    const [first] = own;
    if (first === undefined) continue;
    for (const [index, table] of readTables(document.text, document.elements).entries()) {
      const shown = own.find(({ hit: { span } }) => span.start < table.span.end && table.span.start < span.end);
      if (shown === undefined && index >= MOST_TABLES) continue;
      const described = describeTable(table, document, analyze);
      const plan = described && planOverTable(words, intent, described);
      if (plan) candidates.push({ plan, document, passage: shown ?? first, isShown: shown !== undefined });
    }
  }
  const shown = candidates.filter(({ isShown }) => isShown);
  const [only, another] = shown.length > 0 ? shown : candidates;
  return another === undefined ? only : undefined;
}
