import type { SlipWords } from "./passage-slip.tsx";

/** Selection on the map, and functions that change it. */
export interface Looking {
  /** Row whose document is open. */
  readonly opened: number | undefined;
  look(row: number | undefined): void;
  open(row: number): void;
  describe(row: number): SlipWords;
}
