import { type Abstained, HELP_WARNING } from "../../core/index.ts";
import { oneLine } from "./sanitize-text.ts";

const DOCUMENTS_ARE_SILENT = "The documents do not say.";
const NO_ANSWER = "There is no answer.";

interface Explanation {
  /**
   * First sentence of the description. `There is no answer.` claims nothing about the documents, because they were not
   * searched or the answer is withheld.
   */
  readonly opening: typeof DOCUMENTS_ARE_SILENT | typeof NO_ANSWER;
  readonly why: string;
}

const explanations: Readonly<Record<Abstained["reason"], Explanation>> = {
  "no-evidence": { opening: DOCUMENTS_ARE_SILENT, why: "No passage is relevant to the question." },
  "below-threshold": { opening: DOCUMENTS_ARE_SILENT, why: "The evidence is too weak for an answer." },
  unsupported: { opening: DOCUMENTS_ARE_SILENT, why: "The passages do not support an answer." },
  "not-understood": { opening: NO_ANSWER, why: "The question is not understood." },
  "not-computed": { opening: NO_ANSWER, why: "The calculation is not certain." },
  "guard-blocked": { opening: NO_ANSWER, why: "A guard blocked the question or the answer." },
  "needs-review": { opening: NO_ANSWER, why: "A person must review it first." },
};

const FOR_PEOPLE = "People can help with this better than documents.";

type AbstentionToDescribe = Pick<Abstained, "reason" | "coverage" | "notComputed"> &
  Partial<Pick<Abstained, "warnings">>;

/** Says in two sentences that there is no answer, and why. */
export function describeAbstention({ reason, coverage, notComputed, warnings = [] }: AbstentionToDescribe): string {
  const { opening, why } = explanations[reason];
  // Nobody in need reads that a guard blocked the question.
  if (reason === "guard-blocked" && warnings.some(({ code }) => code === HELP_WARNING))
    return `${opening} ${FOR_PEOPLE}`;
  if (notComputed !== undefined) return `${opening} Nothing is computed. ${oneLine(notComputed)}`;
  if (reason !== "no-evidence" || coverage === undefined) return `${opening} ${why}`;
  // A section that was not read may still match.
  return `${opening} ${coverage.isComplete ? "No section matches." : "No section that was read matches."}`;
}

/** Returns whether a text begins as the description of an abstention does. */
export function isAbstentionText(text: string): boolean {
  return text.startsWith(`${DOCUMENTS_ARE_SILENT} `) || text.startsWith(`${NO_ANSWER} `);
}
