import { z } from "zod";
import { answerSchema, unsupportedPolicy, verdict } from "./answer.ts";
import { embeddingSpace } from "./collection.ts";
import { count, hash, number, span, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

const answerStatus = z.enum(["grounded", "abstained"]);
const summary = { id: text, collection: text, question: text, savedAt: text };

export const savedAnswerSummarySchema = readOnly(
  z
    .object({
      id: text,
      collection: text,
      /** Question as asked; empty if a guard stopped it, since its text is not stored then. */
      question: text,
      /** Time when the answer was saved, ISO 8601 in UTC. */
      savedAt: text,
      status: answerStatus,
    })
    .meta({ id: "SavedAnswerSummary" }),
);

/** A saved answer without its text. */
export type SavedAnswerSummary = z.infer<typeof savedAnswerSummarySchema>;

const citationCheck = readOnly(
  z.object({
    /** Index into the answer's citations. */
    citation: count,
    /** `moved`: the same words are now elsewhere in the document's text. */
    state: z.enum(["holds", "moved", "gone"]),
    /** The document's text compared with the cited version. */
    document: z.enum(["same", "changed", "gone"]),
    /** The words' span now; absent if they are gone. */
    span: span.exactOptional(),
  }),
);

/** Says whether the words that a citation quotes are still in their document. */
export type CitationCheck = z.infer<typeof citationCheck>;

const claimCheck = readOnly(
  z.object({
    text,
    verdict,
    why: text,
    /** True if all cited words are still there, and still support the sentence. */
    holds: z.boolean(),
    citations: z.array(citationCheck),
  }),
);

/** One sentence of a saved answer, checked against the documents as they are now. */
export type ClaimCheck = z.infer<typeof claimCheck>;

export const answerCheckSchema = readOnly(
  z
    .object({
      ...summary,
      /** Result of the check. An abstention is only reported as one, since it cites nothing that could change. */
      outcome: z.enum(["holds", "fails", "abstained"]),
      claims: z.array(claimCheck),
    })
    .meta({ id: "AnswerCheck", description: "A saved answer, checked against the current documents." }),
);

/** Says which sentences of a saved answer still hold. */
export type AnswerCheck = z.infer<typeof answerCheckSchema>;

const replayedSentence = readOnly(
  z.object({
    text,
    /** `other-evidence`: both answers have the sentence, but cite other words for it. */
    outcome: z.enum(["same", "other-evidence", "only-before", "only-now"]),
  }),
);

/** A sentence of the saved answer, of the new answer, or of both. */
export type ReplayedSentence = z.infer<typeof replayedSentence>;

export const changedSetting = readOnly(
  z.object({ name: text, before: text.exactOptional(), now: text.exactOptional() }),
);

/** Something that shapes answers and has changed; absent on the side that lacks it. */
export type ChangedSetting = z.infer<typeof changedSetting>;

export const replayReportSchema = readOnly(
  z
    .object({
      answerId: text,
      question: text,
      statusBefore: answerStatus,
      /** The answer from the documents as they are now. It is not saved. */
      answer: answerSchema,
      sentences: z
        .array(replayedSentence)
        .meta({ description: "Sentences of the new answer in order, then those that disappeared." }),
      changedSettings: z.array(changedSetting),
      /** True if the status is the same, and every sentence with its evidence. */
      isSame: z.boolean(),
    })
    .meta({
      id: "ReplayReport",
      description: "The new answer, which is not saved, and its differences.",
    }),
);

/** The differences when the question of a saved answer is asked again. */
export type ReplayReport = z.infer<typeof replayReportSchema>;

const accessScope = z.union([
  z.object({ kind: z.literal("everything") }),
  z.object({ kind: z.literal("labels"), labels: z.array(text) }),
]);

export const searchMode = z.enum(["hybrid", "lexical", "vector"]);

/** Search by words (`lexical`), by meaning (`vector`), or by both (`hybrid`). */
export type SearchMode = z.infer<typeof searchMode>;

export const passageOrder = z.enum(["ends", "rank", "reverse"]);

/** Place of the strongest passages before an answerer: at both ends, first, or last, next to the question. */
export type PassageOrder = z.infer<typeof passageOrder>;

const askedSettings = readOnly(
  z.object({
    mode: searchMode,
    scope: accessScope,
    /** Expression of the filter, if there was one. */
    where: text.exactOptional(),
    /** Value of the setting `language`: an ISO 639-1 code, or `auto`. */
    language: text,
    /** Space of the embedder; absent if there was none. */
    embedder: embeddingSpace.exactOptional(),
    /**
     * Settings of the reranker; absent if nothing was reranked. With weight 0, the reranker did not change the order.
     */
    reranker: z.object({ id: text, depth: count, weight: number, budgetMs: number }).exactOptional(),
    answer: z.object({
      model: text,
      budgetTokens: count,
      /** Order of the passages; absent for `ends`. */
      order: passageOrder.exactOptional(),
      maxSentences: count,
      threshold: number.exactOptional(),
      maxOutputTokens: count,
      effort: z.enum(["low", "medium", "high"]).exactOptional(),
      onFailure: z.enum(["quotes", "error"]),
      /** Treatment of unsupported sentences; absent in answers that the first version with saved answers wrote. */
      unsupported: unsupportedPolicy.exactOptional(),
    }),
    /** Kind of question and the documents as they were named; set if every section was read. */
    survey: z
      .object({
        kind: z.enum(["summary", "question"]),
        documents: z.array(text).exactOptional(),
        about: text.exactOptional(),
        words: count.exactOptional(),
      })
      .exactOptional(),
    verifier: text,
    /** SHA-256 of the prompt templates and the profile; set if a language model answered. */
    promptsHash: hash.exactOptional(),
    /** SHA-256 of the synonym rules; absent without any. */
    synonymsHash: hash.exactOptional(),
  }),
);

/** Everything besides the question's words that shaped an answer. It contains no keys. */
export type AnswerSettings = z.infer<typeof askedSettings>;

const savedDocument = readOnly(
  z.object({
    documentId: text,
    uri: text,
    title: text,
    /** SHA-256 of the original bytes. */
    contentHash: hash,
    /** SHA-256 of the text, as UTF-8. */
    textHash: hash,
    /** Length of the text in UTF-16 code units. */
    characters: count,
  }),
);

/** A cited document in the version that was cited. */
export type SavedDocument = z.infer<typeof savedDocument>;

const excerpt = readOnly(
  z.object({
    documentId: text,
    span,
    text,
    /** SHA-256 of `text`, as UTF-8. */
    hash,
  }),
);

/** The text around cited spans: `text` equals the document's text at `span`. */
export type Excerpt = z.infer<typeof excerpt>;

const withheldQuestion = readOnly(z.object({ check: text, questionHash: hash }));

/** A question that a guard stopped: the check, and the SHA-256 of the question as UTF-8. The text is not stored. */
export type WithheldQuestion = z.infer<typeof withheldQuestion>;

/** The stored form of a saved answer. Parsing puts the keys in one order, so that equal answers have equal JSON. */
export const savedAnswerSchema = readOnly(
  z.object({
    recordVersion: z.literal(1),
    /** Time when the answer was saved, ISO 8601 in UTC. */
    savedAt: text,
    /** The version of Lydian that answered. */
    writtenBy: text,
    asked: askedSettings,
    answer: answerSchema,
    /** Cited documents, in the order of their first citation; empty for an abstention. */
    documents: z.array(savedDocument),
    /** Excerpts in the order of the documents, then by span; each citation lies within one. */
    excerpts: z.array(excerpt),
    /** SHA-256 of each citation's quote, as UTF-8, in the order of the citations. */
    quoteHashes: z.array(hash),
    withheld: withheldQuestion.exactOptional(),
  }),
);

/** An answer with everything needed to show later what it was based on, and whether that still holds. */
export type SavedAnswer = z.infer<typeof savedAnswerSchema>;
