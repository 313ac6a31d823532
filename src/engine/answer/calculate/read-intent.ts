import type { CalculationOperation } from "../../../core/index.ts";
import type { QuestionWords, Word } from "./question-words.ts";
import type { OperationPhrase } from "./vocabulary.ts";

/** The calculation that a question asks for. */
export interface Intent {
  readonly operation: CalculationOperation;
  /** Names of the columns that a word such as `cheapest` means; empty if the question names the column. */
  readonly columns: readonly string[];
  /** The words of the operation, as in `words.json`. */
  readonly words: readonly string[];
}

/**
 * Finds the operation that a question asks for, and marks its words as explained. "How many" and "number of" may ask
 * for a sum if the table has the number, so any other operation takes precedence over `count`.
 *
 * @returns  undefined for no operation, or for more than one
 */
export function readIntent(question: QuestionWords): Intent | undefined {
  const found: OperationPhrase[] = [];
  for (const phrase of question.vocabulary.operations) {
    const words = phrase.words.map((text): Word => ({ text, stem: text }));
    for (let at = question.find(words); at !== undefined; at = question.find(words)) {
      question.explain(at, words.length);
      found.push(phrase);
    }
  }
  const computed = found.filter(({ operation }) => operation !== "count");
  const kinds = new Set((computed.length > 0 ? computed : found).map(({ operation }) => operation));
  const [operation] = kinds;
  if (operation === undefined || kinds.size > 1) return undefined;
  const columns = [...new Set(found.flatMap((phrase) => phrase.columns))];
  return { operation, columns, words: found.flatMap(({ words }) => words) };
}
