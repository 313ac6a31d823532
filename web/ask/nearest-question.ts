const WORD = /[\p{L}\p{N}]{4,}/gu;
const ASKING: ReadonlySet<string> = new Set([
  "what",
  "when",
  "where",
  "which",
  "whom",
  "whose",
  "does",
  "long",
  "many",
  "much",
]);

const stemsOf = (text: string): ReadonlySet<string> =>
  new Set((text.toLowerCase().match(WORD) ?? []).filter((word) => !ASKING.has(word)).map((word) => word.slice(0, 5)));

/** Of questions the one that shares most with what was asked; undefined where none shares a word, or is the same. */
export function chooseNearest(asked: string, questions: readonly string[]): string | undefined {
  const wanted = stemsOf(asked);
  const shared = questions
    .filter((question) => question.toLowerCase() !== asked.trim().toLowerCase())
    .map((question) => ({ question, count: [...stemsOf(question)].filter((stem) => wanted.has(stem)).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  return shared[0]?.question;
}
