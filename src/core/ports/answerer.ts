import type { AnswerData, DataValue, Usage } from "../schemas/answer.ts";
import type { Calculation } from "../schemas/calculation.ts";
import type { Element, Metadata, Warning } from "../schemas/document.ts";
import type { Passage } from "../schemas/hit.ts";
import type { Span } from "../schemas/place.ts";
import type { GuardContext } from "./guard.ts";

/**
 * A whole element of a document of which a passage shows at least a part. `headerText` is a table's header row, which
 * may lie outside the passage.
 */
export interface PassageElement extends Element {
  readonly headerText?: string;
}

/** A passage with the facts about its document that an answerer needs. All spans refer to the document's text. */
export interface ContextPassage extends Passage {
  /** Content hash of the document's version that was read. */
  readonly contentHash: string;
  /** Metadata of the document. It may distinguish versions with the same text. */
  readonly metadata: Metadata;
  /** Elements that overlap the passage, in reading order. */
  readonly elements: readonly PassageElement[];
}

/** A sentence that an answerer proposes, with the spans of the documents that support it. */
export interface AnswerSentence {
  readonly text: string;
  readonly evidence: readonly { readonly passage: number; readonly span: Span }[];
  /** `line` for a table row or a list item, which stays on a separate line; default `sentence`. */
  readonly layout?: "sentence" | "line";
  /** Statement to check instead of the text, if the text is a row of a table. */
  readonly statement?: string;
  /** Keys of the values in the draft's data that the sentence says. */
  readonly values?: readonly string[];
  /** Calculation of the sentence's value. Its cells are the evidence, including those outside the passages. */
  readonly calculation?: Calculation;
}

/** Data in the requested form. Sentences refer to a value by its `key`. */
export interface DraftData extends Pick<AnswerData, "value"> {
  readonly values: readonly (Omit<DataValue, "claims"> & { readonly key: string })[];
}

/** An answerer's proposal. Nothing of it is shown before it is verified. */
export interface AnswerDraft {
  readonly sentences: readonly AnswerSentence[];
  /** Calibrated probability from 0 to 1 that the sentences answer the question. */
  readonly confidence: number;
  /** Minimum confidence of an answer, unless the caller sets one. */
  readonly threshold?: number;
  /** Id of the answerer that wrote the sentences, set if it was another one. */
  readonly answeredBy?: string;
  readonly data?: DraftData;
  readonly usage?: Partial<Usage>;
  readonly warnings?: readonly Warning[];
}

/** The outcome of a checked sentence. `flagged`: not supported, but shown because the caller wants to see it. */
export type SentenceFate = "supported" | "flagged" | "dropped";

/** Instructions of a model, and words of the prompt that nobody else knows. */
export type PromptSecrets = Required<Pick<GuardContext, "systemPrompt" | "canaries">>;

/** A question to an answerer. */
export interface AnswererRequest {
  readonly question: string;
  readonly passages: readonly ContextPassage[];
  /**
   * Minimum confidence of an answer that the caller shows; undefined if unknown. Below it, the answerer may propose
   * nothing.
   */
  readonly threshold?: number | undefined;
  /**
   * Checks a sentence and returns its outcome. A supported sentence may reach the reader at once, before the rest is
   * written. If the method is absent, sentences are checked only after the answer is written.
   */
  propose?(sentence: AnswerSentence): Promise<SentenceFate>;
  /** Receives the hidden reasoning of a model before its answer. */
  think?(text: string): Promise<void>;
  /** Receives what a model was told besides the passages, before it writes. Guards look for it in its text. */
  tellPrompt?(prompt: PromptSecrets): void;
}

/** Answers from the passages. It may propose nothing, which is an abstention. */
export interface Answerer {
  readonly id: string;
  answer(request: AnswererRequest, signal: AbortSignal): Promise<AnswerDraft>;
}
