/** Maximum length of title and headings: about 60 tokens. A longer one would push out the end of the passage. */
const MAX_CONTEXT_CHARACTERS = 240;

/** A chunk as the embedder reads it. */
export interface EmbeddedText {
  readonly title: string;
  readonly headingPath: readonly string[];
  readonly text: string;
}

/**
 * Returns the text that is embedded for a chunk: title and headings, joined by ` > `, on a line above its own text. A
 * name that repeats the one before it occurs once, and the context is cut after 240 characters. The result must not
 * change between versions, because vectors are cached by its hash.
 *
 * The title was measured with the bundled model, vectors alone, nDCG@10 with and without it: NQ .975 and .920, SciFact
 * (train) .861 and .860, SQuAD 2 .796 and .800.
 */
export function embeddingText(chunk: EmbeddedText): string {
  const names = [chunk.title, ...chunk.headingPath].map((name) => name.trim());
  const context = names.filter((name, index) => name !== "" && name !== names[index - 1]).join(" > ");
  return context === "" ? chunk.text : `${[...context].slice(0, MAX_CONTEXT_CHARACTERS).join("")}\n${chunk.text}`;
}
