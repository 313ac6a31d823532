import type { Claim } from "../../core/index.ts";
import { oneLine } from "./sanitize-text.ts";

const verdictNotes: Readonly<Record<Exclude<Claim["verdict"], "supported">, string>> = {
  contradicted: "contradicted",
  "not-enough-evidence": "not supported",
  unmeasured: "not checked",
};

/** Returns the remark after a sentence that its sources do not support: `(not supported: why)`; empty for others. */
export function claimNote({ verdict, why }: Pick<Claim, "verdict" | "why">): string {
  return verdict === "supported" ? "" : `(${verdictNotes[verdict]}: ${oneLine(why)})`;
}

/** Numbers sources in the order in which a reader meets them, from 1, as the finished answer does. */
export function createSourceNumbers(): (passage: number) => number {
  const numbers = new Map<number, number>();
  return (passage) => {
    const number = numbers.get(passage) ?? numbers.size + 1;
    numbers.set(passage, number);
    return number;
  };
}
