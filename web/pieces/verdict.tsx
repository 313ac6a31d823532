import type { Claim } from "../../src/core/index.ts";
import { Icon } from "./icon.tsx";

export type Verdict = Claim["verdict"];

export const verdictWords: Readonly<Record<Verdict, string>> = {
  supported: "Supported",
  contradicted: "Contradicted",
  "not-enough-evidence": "Not enough evidence",
  unmeasured: "Unmeasured",
};

/** Shows a verdict by colour and shape, with a word for screen readers. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span data-v={verdict} className="verdict-mark">
      <Icon name={verdict} label={verdictWords[verdict]} className="vi" />
    </span>
  );
}
