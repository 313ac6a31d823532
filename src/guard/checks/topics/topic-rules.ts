import { z } from "zod";
import { phraseSchema, spanTypeSchema } from "../../matching/listed-words.ts";
import { severitySchema } from "../../matching/severity.ts";

/** Schema of a rule that finds a topic in a sentence. Several rules may have the same type. */
export const topicRuleSchema = z.strictObject({
  type: spanTypeSchema,
  severity: severitySchema.default("medium"),
  /** Lists of phrases. The sentence must have a phrase of each. A star at the end of a word matches any ending. */
  all: z.array(z.array(phraseSchema).min(1).max(1000)).min(1).max(10),
  /** Phrases that a sentence may not have, such as words about orders and prices. */
  none: z.array(phraseSchema).max(1000).default([]),
});

export type TopicRule = z.infer<typeof topicRuleSchema>;

/** The rules as they are written: a list of phrases may be named. */
interface WrittenRules {
  readonly words: Readonly<Record<string, string[]>>;
  readonly topics: readonly {
    readonly type: string;
    readonly severity: string;
    readonly all: readonly (string | string[])[];
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
