/** A field of a chunk that is searched by words: its text, its document's title, or the headings above it. */
export type ChunkField = "text" | "title" | "heading";

/** Words that a chunk must contain or must not contain. */
export interface WordCondition {
  /** A phrase, or one word as written. Without a word, the condition has no effect. */
  readonly text: string;
  /** Field that contains them; absent: any of the three. */
  readonly field?: ChunkField | undefined;
  /** True to compare the words like those of `IndexQuery.phrases`; false to match one word as a search by words does. */
  readonly isPhrase: boolean;
  readonly isExcluded: boolean;
}
