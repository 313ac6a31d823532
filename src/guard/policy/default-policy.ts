import type { GuardPolicy } from "../../core/index.ts";

const DEADLINE_MS = 30_000;

/**
 * Policy of a new installation. Nothing is hidden in a person's own documents, or in the answers from them. An answer
 * with links or code from none of its passages is not shown, since they could carry data away. A kept conversation has
 * no numbers by which money is moved or an identity is stolen. A person in a crisis is shown where to find help, and
 * their question waits for a person.
 *
 * It is a constant, since reading YAML would take longer than a whole search. A test compares it with the guide.
 */
export const defaultPolicy: GuardPolicy = {
  name: "default",
  stages: {
    input: {
      deadlineMs: DEADLINE_MS,
      shadow: false,
      guards: [{ guard: "crisis", action: "review", onError: "allow" }],
    },
    output: {
      deadlineMs: DEADLINE_MS,
      shadow: false,
      guards: [
        { guard: "canary", action: "block", onError: "block" },
        { guard: "exfiltration", action: "block", onError: "block" },
      ],
    },
    "memory-write": {
      deadlineMs: DEADLINE_MS,
      shadow: false,
      guards: [
        {
          guard: "personal-data",
          threshold: 0.7,
          types: ["CREDIT_CARD", "IBAN_CODE", "US_SSN"],
          action: "redact",
          onError: "block",
        },
      ],
    },
  },
};

/** Policy without guards. */
export const offPolicy: GuardPolicy = { name: "off", stages: {} };
