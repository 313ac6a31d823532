import { everything, MAX_QUERY_STEPS } from "../../core/index.ts";
import { type CallContext, collectionOf, requireStore, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import { readAskedWords } from "./words-asked-for.ts";

/** Word of a question, and the number of passages that contain it; 1,000 stands for 1,000 or more. */
export interface WordCount {
  readonly word: string;
  readonly passages: number;
}

const MAX_WORDS = 12;
const MAX_COUNTED = 1_000;

export async function countWords(
  context: CallContext,
  question: string,
  options: ReadOptions = {},
): Promise<readonly WordCount[]> {
  const { analyzer } = context.parts;
  const { scope = everything } = options;
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const { index } = await requireStore(context, collection);
  const { words: askedWords, language, asked } = await readAskedWords(context, question);
  const work = context.work.part(MAX_QUERY_STEPS);
  const counts: WordCount[] = [];
  for (const word of askedWords.slice(0, MAX_WORDS)) {
    // A code of several parts is searched as a phrase, because its parts also occur in passages without the code.
    const phrases = analyzer.analyze(word, language, asked).length > 1 ? [word] : [];
    const query = { collection, scope, phrases, work, words: { text: word, limit: MAX_COUNTED } };
    const { words } = await index.search(query, signal);
    counts.push({ word, passages: words.length });
  }
  return counts;
}
