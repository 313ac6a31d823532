import type { GuardPolicy, GuardStagePolicy } from "../../core/index.ts";

const redactIdentifiers: GuardStagePolicy = {
  deadlineMs: 30_000,
  shadow: false,
  guards: [{ guard: "safe-harbor", action: "redact", onError: "block" }],
};

/**
 * Policy `safe-harbor`: the 18 kinds of identifiers of HIPAA's Safe Harbor method reach no language model, no tool, no
 * answer and no stored conversation. A text that cannot be measured is blocked.
 */
export const safeHarborPolicy: GuardPolicy = {
  name: "safe-harbor",
  stages: {
    prompt: redactIdentifiers,
    "tool-call": redactIdentifiers,
    "tool-result": redactIdentifiers,
    output: redactIdentifiers,
    stream: redactIdentifiers,
    "memory-write": redactIdentifiers,
  },
};
