const WORD = /[\p{L}\p{N}]{4,}/gu;
/** Question words, which say nothing about the subject of a question. */
export const askingWords: ReadonlySet<string> = new Set(
  "what when where which who whom whose why how does did do can long many much is are was were".split(" "),
);

const stemsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (text.toLowerCase().match(WORD) ?? []).filter((word) => !askingWords.has(word)).map((word) => word.slice(0, 5)),
  );

/**
 * Chooses the question that shares most words with the asked one, other than that question itself;
 * undefined if none shares a word.
 */
export function chooseNearest(asked: string, questions: readonly string[]): string | undefined {
  const wanted = stemsOf(asked);
  const shared = questions
    .filter((question) => question.toLowerCase() !== asked.trim().toLowerCase())
    .map((question) => ({ question, count: [...stemsOf(question)].filter((stem) => wanted.has(stem)).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  return shared[0]?.question;
}
