import type { Severity } from "../../matching/severity.ts";

/** A rule that finds a topic in a sentence. */
export interface TopicRule {
  /** Type of the sentences, such as `DOSAGE`. Several rules may have the same. */
  readonly type: string;
  readonly severity: Severity;
  /** Lists of phrases. The sentence must have a phrase of each. A star ends a word whose ending is open. */
  readonly all: readonly (readonly string[])[];
  /** Phrases that a sentence may not have, such as words about orders and prices. */
  readonly none?: readonly string[];
}

/** The rules as they are written: a list of phrases may be named. */
interface WrittenRules {
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly topics: readonly {
    readonly type: string;
    readonly severity: string;
    readonly all: readonly (string | readonly string[])[];
    readonly none?: readonly string[];
  }[];
}

/** Returns the rules with their lists, and without the names of these. The names in `none` are names of lists. */
export function resolveLists({ words, topics }: WrittenRules): readonly TopicRule[] {
  return topics.map(({ type, severity, all, none = [] }) => ({
    type,
    severity: severity === "high" || severity === "low" ? severity : "medium",
    all: all.map((list) => (typeof list === "string" ? (words[list] ?? []) : list)),
    none: none.flatMap((name) => words[name] ?? []),
  }));
}
