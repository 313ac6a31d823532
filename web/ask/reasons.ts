import type { Abstained } from "../../src/core/index.ts";
import { hasHelp } from "./warnings.tsx";

interface Reason {
  readonly title: string;
  readonly text: string;
  /** True if more documents or other words could lead to an answer. */
  readonly isOfTheDocuments: boolean;
}

/** Title and explanation for each reason why there is no answer. */
const reasons: Readonly<Record<Abstained["reason"], Reason>> = {
  "no-evidence": {
    title: "Not in your documents",
    text: "No passage is about this, so no answer is given.",
    isOfTheDocuments: true,
  },
  "not-found": {
    title: "No answer found",
    text: "No sentence of the passages found answers the question. The documents may still say it elsewhere.",
    isOfTheDocuments: true,
  },
  "below-threshold": {
    title: "Not sure enough to answer",
    text: "Some passages come close, but the evidence is too weak for an answer. The documents may still say it.",
    isOfTheDocuments: true,
  },
  unsupported: {
    title: "No answer passed the check",
    text: "An answer was written, but did not pass the check against the documents, so it is not shown.",
    isOfTheDocuments: true,
  },
  "not-understood": {
    title: "Not understood",
    text: "The question is not understood, so it is not answered.",
    isOfTheDocuments: false,
  },
  "not-computed": {
    title: "Not computed",
    text: "The question asks for a calculation that is not certain, so nothing is computed.",
    isOfTheDocuments: false,
  },
  "guard-blocked": {
    title: "Stopped by a rule",
    text: "A rule of this collection stopped the question or its answer, so neither passages nor an answer are shown.",
    isOfTheDocuments: false,
  },
  "needs-review": {
    title: "A person must review this first",
    text: "A rule of this collection requires that a person reviews the answer before it is shown.",
    isOfTheDocuments: false,
  },
};

/** Title and explanation for a question of a person in need. */
const forPeople: Reason = {
  title: "People can help with this",
  text: "People can help with this better than documents.",
  isOfTheDocuments: false,
};

/** Returns the words for the reason. Nobody in need reads that a rule stopped the question. */
export function reasonOf({ reason, warnings }: Pick<Abstained, "reason" | "warnings">): Reason {
  return reason === "guard-blocked" && hasHelp(warnings) ? forPeople : reasons[reason];
}
