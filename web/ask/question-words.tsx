import type { WordCount } from "../api/index.ts";

const MAX_COUNTED = 1_000;

/** Shows the words of the question with the number of passages that contain each. */
export function QuestionWords({ words }: { readonly words: readonly WordCount[] }) {
  if (words.length === 0) return null;
  return (
    <section className="section" aria-labelledby="words-heading">
      <h2 id="words-heading">Number of passages with each word of the question</h2>
      <ul className="words">
        {words.map(({ word, passages }) => (
          <li key={word} className={passages === 0 ? "miss" : undefined}>
            <span dir="auto">{word}</span>{" "}
            <span className={passages === 0 ? undefined : "quiet"}>
              {passages >= MAX_COUNTED ? `${MAX_COUNTED.toLocaleString("en")} or more` : passages}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Names the words that occur in no passage, as a sentence; empty if all occur. */
export function sayMissing(words: readonly WordCount[], documents: number): string {
  const missing = words.filter(({ passages }) => passages === 0).map(({ word }) => `“${word}”`);
  const last = missing.pop();
  if (last === undefined || documents === 0) return "";
  const where = documents === 1 ? "the document" : `any of the ${documents.toLocaleString("en")} documents`;
  if (missing.length === 0) return `The word ${last} is not in ${where}.`;
  return `The words ${missing.join(", ")} and ${last} are not in ${where}.`;
}
