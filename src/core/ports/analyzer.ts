/**
 * Turns text into the terms of the lexical index. The kernel receives it as a value and so depends on no language. With
 * one fingerprint, the same text always gives the same terms.
 */
export interface Analyzer {
  /** Fingerprint of stemmer, stop words, Unicode version and rules. A segment with another one must be rebuilt. */
  readonly fingerprint: string;
  /**
   * Returns the terms in reading order, repeated as often as they occur, without stop words. `questionLanguage` is the
   * language of a question to documents in `language`; its stop words are omitted too. Both are ISO 639-1.
   */
  analyze(text: string, language: string, questionLanguage?: string): string[];
  /**
   * Returns the one of `languages` that a question is most likely in. The method is absent if the analyzer cannot tell.
   */
  likeliestLanguage?(question: string, languages: readonly string[]): Promise<string | undefined>;
  /**
   * Returns whether a word in the form of `words` is a general word of a language. It is then no typing error, even if
   * no text contains it. If the method is absent, any word may be one.
   */
  isGeneralWord?(word: string): boolean;
  /**
   * Returns the words of a text as phrases compare them: in reading order and lower case, without stemming, with stop
   * words. In scripts without spaces each character is a word. Equal words have a term in common in every language.
   */
  words(text: string): string[];
  /**
   * Returns a fast test for texts that may contain these `words` in sequence. It is false only for a text that does not
   * contain them. If the method is absent, any text may contain them.
   */
  mayHold?(words: readonly string[]): (text: string) => boolean;
}
