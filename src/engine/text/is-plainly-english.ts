/** Words that every second English question contains, and that hardly exist in other languages. */
const englishWords: ReadonlySet<string> = new Set(
  (
    "about after and because been before between could does from how into should than that the their there these they this " +
    "those through were what when where which while who whose why with would"
  ).split(" "),
);

/** Minimum number of different English words. */
const MIN_ENGLISH_WORDS = 2;
/** Maximum number of words in the question for each English word. */
const MAX_WORDS_EACH = 5;

const wordPattern = /\p{L}+/gu;

/** Returns whether a question has so many English function words that no language detector is needed. */
export function isPlainlyEnglish(text: string): boolean {
  const words = text.toLowerCase().match(wordPattern) ?? [];
  const english = words.filter((word) => englishWords.has(word));
  return new Set(english).size >= MIN_ENGLISH_WORDS && english.length * MAX_WORDS_EACH >= words.length;
}
