import type { CalculationOperation } from "../../../core/index.ts";
import type { QuestionWords, Word } from "./question-words.ts";
import known from "./words.json" with { type: "json" };

/** What a question asks to be computed. */
export interface Intent {
  readonly operation: CalculationOperation;
  /** Names of columns that a word such as `cheapest` means; empty where the question names the column. */
  readonly columns: readonly string[];
  /** The words that say so, as they stand in `words.json`. */
  readonly said: readonly string[];
}

type Phrase = { readonly words: string; readonly operation: CalculationOperation; readonly columns: readonly string[] };

const operations = ["sum", "average", "minimum", "maximum", "count"] as const;
const byLength = (one: Phrase, other: Phrase) => other.words.split(" ").length - one.words.split(" ").length;
const phrases: readonly Phrase[] = [
  ...known.superlatives.flatMap(({ words, operation, columns }) => {
    const found = operations.find((one) => one === operation);
    return found === undefined ? [] : [{ words, operation: found, columns }];
  }),
  ...operations.flatMap((operation) => known.operations[operation].map((words) => ({ words, operation, columns: [] }))),
].sort(byLength);

/**
 * The operation that a question asks for, whose words are then explained. "How many" and "number of" with a word that
 * adds up ask for a sum where the table has the number, so that `count` gives way.
 *
 * @returns  undefined for none, and for more than one
 */
export function readIntent(question: QuestionWords): Intent | undefined {
  const found: Phrase[] = [];
  for (const phrase of phrases) {
    const words = phrase.words.split(" ").map((text): Word => ({ text, stem: text }));
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
  return { operation, columns, said: found.flatMap(({ words }) => words.split(" ")) };
}
