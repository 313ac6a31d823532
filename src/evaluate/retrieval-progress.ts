export interface RetrievalProgress {
  readonly stage: "add" | "embed" | "search";
  readonly done: number;
  readonly total: number;
}
