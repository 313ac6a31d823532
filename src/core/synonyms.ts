/** Words that a search for others also looks for. Each has at least one letter or digit, and may be of several words. */
export interface SynonymRule {
  readonly from: readonly string[];
  /** The same where the words stand for each other. */
  readonly to: readonly string[];
}
