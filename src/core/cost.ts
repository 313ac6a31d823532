/** What a service takes for a language model's tokens, as the user has entered it. */
export interface Price {
  /** For a million tokens read, in `currency`; from 0. */
  readonly input: number;
  /** For a million tokens written, hidden thought counted; from 0. */
  readonly output: number;
  /** ISO 4217, as `USD`. */
  readonly currency: string;
  /** When the price was looked up, `YYYY-MM-DD`. */
  readonly date: string;
}

/** What an answer has cost by the prices of `pricesOf`. */
export interface Cost {
  readonly amount: number;
  readonly currency: string;
  readonly pricesOf: string;
  /** Whether the service did not tell all tokens, so that some were estimated. */
  readonly isEstimated: boolean;
}
