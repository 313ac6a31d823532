/** How likely it is that a text says another, leaves it open, or denies it; the three sum to 1. */
export interface Entailment {
  readonly entailment: number;
  readonly neutral: number;
  /** 0 of a model that only knows whether something follows. */
  readonly contradiction: number;
}

/** Reads two texts: does the second follow from the first? */
export interface EntailmentModel {
  readonly id: string;
  judge(pair: { readonly premise: string; readonly hypothesis: string }, signal: AbortSignal): Promise<Entailment>;
  close(): Promise<void>;
}
