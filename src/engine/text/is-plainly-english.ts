/** Words of every other English question that are words of hardly any other language. */
const ownWords: ReadonlySet<string> = new Set(
  (
    "about after and because been before between could does from how into should than that the their there these they this " +
    "those through were what when where which while who whose why with would"
  ).split(" "),
);

const FEWEST = 2;
/** So many words of the question, at most, for each of these. */
const WORDS_OF_EACH = 5;

const wordPattern = /\p{L}+/gu;

/** Whether a question has so many of English's little words that nobody needs to compare it with other languages. */
export function isPlainlyEnglish(text: string): boolean {
  const words = text.toLowerCase().match(wordPattern) ?? [];
  const own = words.filter((word) => ownWords.has(word));
  return new Set(own).size >= FEWEST && own.length * WORDS_OF_EACH >= words.length;
}
