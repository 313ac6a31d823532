import type { AnswerData, DataValue, Usage } from "../schemas/answer.ts";
import type { Calculation } from "../schemas/calculation.ts";
import type { Element, Metadata, Warning } from "../schemas/document.ts";
import type { Passage } from "../schemas/hit.ts";
import type { Span } from "../schemas/place.ts";

/** An element that a passage shows a part of, whole; `headerText` is a table's header row, also where it stands outside. */
export interface PassageElement extends Element {
  readonly headerText?: string;
}

/** A passage with what an answerer should know of its document; all spans are of the document's text. */
export interface ContextPassage extends Passage {
  /** Of the document's version that was read. */
  readonly contentHash: string;
  /** Of the document; it may tell versions apart that the text does not. */
  readonly metadata: Metadata;
  /** Those that overlap the passage, in reading order. */
  readonly elements: readonly PassageElement[];
}

/** A sentence that an answerer proposes, with the spans of the cited passages' documents that carry it. */
export interface AnswerSentence {
  readonly text: string;
  readonly evidence: readonly { readonly passage: number; readonly span: Span }[];
  /** `line` for a table row or a list item, which keeps a line of its own; default `sentence`. */
  readonly layout?: "sentence" | "line";
  /** What is checked in the text's place, where the text is a row of a table. */
  readonly statement?: string;
  /** Keys of the draft's data: the values that it says. */
  readonly values?: readonly string[];
  /** What computed the sentence's value; its cells are the evidence, also those outside of the passages. */
  readonly calculation?: Calculation;
}

/** Data in the form that was asked for; `key` is what sentences call a value by. */
export interface DraftData extends Pick<AnswerData, "value"> {
  readonly values: readonly (Omit<DataValue, "claims"> & { readonly key: string })[];
}

/** What an answerer proposes; nothing of it is shown before it is verified. */
export interface AnswerDraft {
  readonly sentences: readonly AnswerSentence[];
  /** Calibrated probability from 0 to 1 that the sentences answer the question. */
  readonly confidence: number;
  /** Below this confidence there is no answer, where the caller asks for none of its own. */
  readonly threshold?: number;
  /** Where it was not the answerer itself. */
  readonly answeredBy?: string;
  readonly data?: DraftData;
  readonly usage?: Partial<Usage>;
  readonly warnings?: readonly Warning[];
}

/** `flagged`: not supported, and yet to be handed on, since the caller wants to know of it. */
export type SentenceFate = "supported" | "flagged" | "dropped";

/** What an answerer is asked. */
export interface Asked {
  readonly question: string;
  readonly passages: readonly ContextPassage[];
  /** Below this confidence the caller will not show an answer, so that nothing need be said; absent: not known. */
  readonly threshold?: number | undefined;
  /**
   * Checks a sentence and tells what becomes of it; one that is supported may reach the reader at once, before the rest is
   * there. Absent: nothing is checked yet.
   */
  propose?(sentence: AnswerSentence): Promise<SentenceFate>;
  /** Hears what a reasoning model thought before it spoke. */
  think?(text: string): Promise<void>;
}

/** Says what the passages say. It may propose nothing, which is an abstention. */
export interface Answerer {
  readonly id: string;
  answer(asked: Asked, signal: AbortSignal): Promise<AnswerDraft>;
}
