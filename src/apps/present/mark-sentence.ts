import type { Claim } from "../../core/index.ts";

const flags: Readonly<Record<Exclude<Claim["verdict"], "supported">, string>> = {
  contradicted: "contradicted",
  "not-enough-evidence": "not supported",
  unmeasured: "not checked",
};

/** What stands behind a sentence: ` [1] [3]`, and a remark where it is not supported. */
export function marksOf({ verdict, why }: Pick<Claim, "verdict" | "why">, numbers: readonly number[]): string {
  const marks = [...new Set(numbers)].map((number) => ` [${number}]`).join("");
  return verdict === "supported" ? marks : `${marks} (${flags[verdict]}: ${why})`;
}
