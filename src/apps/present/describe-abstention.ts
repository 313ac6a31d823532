import { type Abstained, HELP_WARNING } from "../../core/index.ts";
import { oneLine } from "./sanitize-text.ts";

const openings = {
  /** Said only if no document within reach has a word of the question, or if every section was read. */
  documentsAreSilent: "The documents do not say.",
  /** Says nothing about what was not found: the documents may say it elsewhere, or in other words. */
  notFound: "No answer was found.",
  notSure: "Lydian is not sure enough to answer.",
  /** Claims nothing about the documents, because they were not searched or the answer is withheld. */
  noAnswer: "There is no answer.",
} as const;

interface Explanation {
  /** First sentence of the description. */
  readonly opening: (typeof openings)[keyof typeof openings];
  readonly why: string;
}

const explanations: Readonly<Record<Abstained["reason"], Explanation>> = {
  "no-evidence": { opening: openings.documentsAreSilent, why: "No passage is about the question." },
  "not-found": { opening: openings.notFound, why: "No sentence of the passages found answers the question." },
  "below-threshold": { opening: openings.notSure, why: "The passages found come close, but the evidence is too weak." },
  unsupported: { opening: openings.notFound, why: "The passages do not support an answer." },
  "not-understood": { opening: openings.noAnswer, why: "The question is not understood." },
  "not-computed": { opening: openings.noAnswer, why: "The calculation is not certain." },
  "guard-blocked": { opening: openings.noAnswer, why: "A guard blocked the question or the answer." },
  "needs-review": { opening: openings.noAnswer, why: "A person must review it first." },
};

const FOR_PEOPLE = "People can help with this better than documents.";

type AbstentionToDescribe = Pick<Abstained, "reason" | "coverage" | "notComputed" | "unmentioned"> &
  Partial<Pick<Abstained, "warnings">>;

/** Says in two sentences that there is no answer, and why. */
export function describeAbstention(abstained: AbstentionToDescribe): string {
  const { reason, coverage, notComputed, unmentioned = [], warnings = [] } = abstained;
  const { opening, why } = explanations[reason];
  // Nobody in need reads that a guard blocked the question.
  if (reason === "guard-blocked" && warnings.some(({ code }) => code === HELP_WARNING))
    return `${opening} ${FOR_PEOPLE}`;
  if (notComputed !== undefined) return `${opening} Nothing is computed. ${oneLine(notComputed)}`;
  if (unmentioned.length > 0) return `${opening} No passage found contains ${listWords(unmentioned)}.`;
  if (reason !== "no-evidence" || coverage === undefined) return `${opening} ${why}`;
  if (coverage.isComplete) return `${opening} No section matches.`;
  // A section that was not read may still match.
  return `${openings.notFound} No section that was read matches.`;
}

/** Returns whether a text begins as the description of an abstention does. */
export function isAbstentionText(text: string): boolean {
  return Object.values(openings).some((opening) => text.startsWith(`${opening} `));
}

const MAX_LISTED = 5;

/** Lists the first words as “a”, “b” or “c”. */
function listWords(words: readonly string[]): string {
  const quoted = words.slice(0, MAX_LISTED).map((word) => `“${oneLine(word)}”`);
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(quoted);
}
