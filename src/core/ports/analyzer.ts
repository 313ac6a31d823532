/**
 * Turns text into the terms that the lexical index knows. Handed to the kernel as a value, so that the kernel
 * depends on no language. The same text gives the same terms for one fingerprint.
 */
export interface Analyzer {
  /** Of stemmer, stop words, Unicode version and rules. A segment remembers it; another one means: rebuild. */
  readonly fingerprint: string;
  /**
   * Terms in reading order, repeated as often as they occur; stop words left out, and those of `asked` too, the language
   * of a question that is put to documents in `language`. Both are ISO 639-1.
   */
  analyze(text: string, language: string, asked?: string): string[];
  /** The one of `languages` that a question is most likely in. Absent: it is never known. */
  likeliestLanguage?(question: string, languages: readonly string[]): Promise<string | undefined>;
  /**
   * The words of a text as phrases compare them: in reading order, in lower case, neither stemmed nor left out. In scripts
   * without spaces each character is one. Words that are equal here have a term in common in every language.
   */
  words(text: string): string[];
  /**
   * Whether a text may hold these of its `words` one after the other, told much faster than by them: false only where it
   * does not. Absent: any text may.
   */
  mayHold?(words: readonly string[]): (text: string) => boolean;
}
