import type { GuardOutcome } from "../../src/core/index.ts";

const places: Readonly<Record<GuardOutcome["stage"], string>> = {
  preflight: "the call",
  input: "the question",
  ingest: "a document",
  retrieval: "a passage",
  prompt: "the text for the language model",
  "tool-call": "the call of a tool",
  "tool-result": "the result of a tool",
  output: "the answer",
  stream: "the reply of the language model",
  "memory-write": "the text of the conversation",
};

const effects: Readonly<Record<GuardOutcome["action"], string>> = {
  allow: "Nothing was changed.",
  redact: "These parts were replaced.",
  quarantine: "It was left out.",
  review: "A person must see it first.",
  block: "It was stopped.",
};

/** Names of guards that say too little to a reader. */
const names: Readonly<Record<string, string>> = {
  canary: "planted words",
  crisis: "people in need",
  exfiltration: "links that carry data away",
  taint: "words of documents in the call of a tool",
};

/** Returns the rule in words: "Personal data". */
export function nameGuard(guard: string): string {
  const words = names[guard] ?? guard.replaceAll("-", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** Returns what a guard found, where, and what followed, for a person without knowledge of guards. */
export function describeOutcome({ stage, verdict, action, types }: GuardOutcome): string {
  const place = places[stage];
  if (verdict === "unmeasured") return `${capitalize(place)} could not be checked. ${effects[action]}`;
  const kinds = types.map((type) => type.toLowerCase().replaceAll(/[_-]/g, " "));
  const found = kinds.length === 0 ? "may break this rule" : `contains: ${kinds.join(", ")}`;
  return `${capitalize(place)} ${found}. ${effects[action]}`;
}

const capitalize = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Returns the outcomes that changed or stopped something, or would have. Crises have a separate notice. */
export const notableOutcomes = (outcomes: readonly GuardOutcome[]): readonly GuardOutcome[] =>
  outcomes.filter(({ verdict, action, guard }) => verdict !== "pass" && action !== "allow" && guard !== "crisis");
