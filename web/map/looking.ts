import type { SlipWords } from "./passage-slip.tsx";

/** What of the map is looked at, and how that changes. */
export interface Looking {
  /** The row that is open in its document. */
  readonly opened: number | undefined;
  look(row: number | undefined): void;
  open(row: number): void;
  describe(row: number): SlipWords;
}
