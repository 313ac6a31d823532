import type { Answer, AnswerSettings, Citation, Document, SavedAnswer, SavedDocument, Span } from "../../core/index.ts";
import { cutExcerpts } from "./cut-excerpts.ts";
import { hashText } from "./hash-text.ts";

export interface AnswerToSave {
  readonly answer: Answer;
  readonly asked: AnswerSettings;
  /** The version of Lydian that answered. */
  readonly writtenBy: string;
  readonly savedAt: string;
  /** The version of a document that was cited, as it was read for the answer. */
  versionOf(citation: Pick<Citation, "documentId" | "contentHash">): Document;
  /** What the guard said of the question. */
  readonly questionVerdict?: QuestionVerdict;
}

/** A check that stopped the question, or what was left of its text. */
export type QuestionVerdict = { readonly stoppedBy: string } | { readonly redactedTo: string };

/** All that is to be remembered of an answer: the cited texts come along, so that it needs no store to be shown. */
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
    asked,
    ...withoutWithheldText(answer, questionVerdict),
    documents: [...cited.keys()].map(describeVersion),
    excerpts: [...cited].flatMap(([document, spans]) => cutExcerpts(document, spans)),
    quoteHashes: citations.map(({ quote }) => hashText(quote)),
  };
}

/** What a guard did not let pass is not kept either. */
function withoutWithheldText(
  answer: Answer,
  verdict: QuestionVerdict | undefined,
): Pick<SavedAnswer, "answer" | "withheld"> {
  if (verdict === undefined) return { answer };
  if ("redactedTo" in verdict) return { answer: { ...answer, question: verdict.redactedTo } };
  const { searchedAs: _, ...rest } = answer;
  const withheld = { check: verdict.stoppedBy, questionHash: hashText(answer.question) };
  return { answer: { ...rest, question: "" }, withheld };
}

function describeVersion({ id, uri, title, contentHash, text }: Document): SavedDocument {
  return { documentId: id, uri, title, contentHash, textHash: hashText(text), characters: text.length };
}
