import type { Claim } from "../../../core/index.ts";
import type { Output } from "../terminal.ts";
import { sanitizeText } from "./sanitize-text.ts";

const verdicts: Readonly<Record<Claim["verdict"], string>> = {
  supported: "",
  contradicted: "contradicted",
  "not-enough-evidence": "not supported",
  unmeasured: "not checked",
};

/** What a sentence's mark says where its sources do not support it; empty where they do. */
export function renderFlag({ verdict, why }: Pick<Claim, "verdict" | "why">, colors: Output["colors"]): string {
  const word = verdicts[verdict];
  return word === "" ? "" : ` ${colors.yellow(`(${word}: ${sanitizeText(why)})`)}`;
}
