import {
  type Answer,
  type AnswerSettings,
  type Citation,
  type Document,
  defined,
  type SavedAnswer,
  type SavedDocument,
  type Span,
} from "../../core/index.ts";
import { cutExcerpts } from "./cut-excerpts.ts";
import { hashText } from "./hash-text.ts";

export interface AnswerToSave {
  readonly answer: Answer;
  readonly asked: AnswerSettings;
  /** Version of Lydian that answered. */
  readonly writtenBy: string;
  readonly savedAt: string;
  /** Returns the cited version of a document. */
  versionOf(citation: Pick<Citation, "documentId" | "contentHash">): Document;
  /** Verdict of the guard on the question. */
  readonly questionVerdict?: QuestionVerdict;
}

/** Check that stopped the question. */
export interface QuestionVerdict {
  readonly stoppedBy: string;
}

/** Builds a saved answer. It contains the cited texts, so it can be shown without a store. */
export function buildSavedAnswer(toSave: AnswerToSave): SavedAnswer {
  const { answer, asked, writtenBy, savedAt, versionOf, questionVerdict } = toSave;
  const citations = answer.status === "grounded" ? answer.citations : [];
  const cited = new Map<Document, Span[]>();
  for (const citation of citations) {
    const document = versionOf(citation);
    cited.set(document, [...(cited.get(document) ?? []), citation.span]);
  }
  return {
    recordVersion: 1,
    savedAt,
    writtenBy,
    ...withoutWithheldText(answer, asked, questionVerdict),
    documents: [...cited.keys()].map(describeVersion),
    excerpts: [...cited].flatMap(([document, spans]) => cutExcerpts(document, spans)),
    quoteHashes: citations.map(({ quote }) => hashText(quote)),
  };
}

/**
 * Removes the question, and the topic of a summary, if a guard stopped it. A redacted one is part of the answer as the
 * guard allowed it.
 */
function withoutWithheldText(
  answer: Answer,
  asked: AnswerSettings,
  verdict: QuestionVerdict | undefined,
): Pick<SavedAnswer, "answer" | "asked" | "withheld"> {
  if (verdict === undefined) return { asked, answer };
  const { searchedAs: _, ...rest } = answer;
  const withheld = { check: verdict.stoppedBy, questionHash: hashText(answer.question) };
  const survey = asked.survey && withoutTopic(asked.survey);
  return { asked: defined({ ...asked, survey }), answer: { ...rest, question: "" }, withheld };
}

const withoutTopic = ({ about: _, ...survey }: NonNullable<AnswerSettings["survey"]>) => survey;

function describeVersion({ id, uri, title, contentHash, text }: Document): SavedDocument {
  return { documentId: id, uri, title, contentHash, textHash: hashText(text), characters: text.length };
}
