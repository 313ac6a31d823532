/** What a reader thinks of an answer. */
export interface Feedback {
  readonly answerId: string;
  readonly collection: string;
  readonly rating: "up" | "down";
  /** In the reader's own words; at most 1,000 characters. */
  readonly reason?: string;
  /** ISO 8601, UTC. */
  readonly givenAt: string;
  /** Whose it is: of one reader there is one for each answer, the last. */
  readonly givenBy: string;
}
