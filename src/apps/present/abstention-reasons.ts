import type { Abstained } from "../../core/index.ts";

/** Why there is no answer, in words. */
export const abstentionReasons: Readonly<Record<Abstained["reason"], string>> = {
  "no-evidence": "Nothing in them speaks of it.",
  "below-threshold": "What was found is too weak to be an answer.",
  unsupported: "What was found does not support an answer.",
  "guard-blocked": "A guard stopped the question or the answer.",
  "not-understood": "The question is not understood.",
  "needs-review": "A person has to look at it first.",
};
