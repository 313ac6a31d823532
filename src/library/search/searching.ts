import type { Filter, JsonSchema, SearchMode } from "../../core/index.ts";
import type { ReadOptions } from "../call-options.ts";
import type { EarlierTurn } from "../conversations/conversing.ts";

export interface SearchOptions extends ReadOptions {
  /** From 1 to 1,000; default 10. */
  readonly limit?: number;
  readonly mode?: SearchMode;
  /** Scores every vector, instead of those that one-bit codes choose: nothing near is missed, and it takes longer. */
  readonly exact?: boolean;
  /** In the filter language, or as a value. */
  readonly where?: string | Filter;
  /**
   * Whether the first hits are read again, together with the question, and ordered by that, too. Default: as the
   * setting `rerank.model` says, which is to read for answers alone and to change no order; `true` takes the bundled
   * reranker where that says `auto` or `off`; `false` reads nothing.
   */
  readonly rerank?: boolean;
}

export interface AskOptions extends Omit<SearchOptions, "limit" | "exact"> {
  /** Keeps the answer with all that it rests on, under its id. Default false. */
  readonly save?: boolean;
  /** Whether a language model sees the examples of its profile. Default true. */
  readonly examples?: boolean;
  /**
   * Whether every section is read, and not only the nearest passages; with a language model by that. Default: by their words,
   * where the question plainly asks for all, none or how many ("Which documents mention …?"). `false`: never.
   */
  readonly all?: boolean;
  /**
   * Name of a conversation, which begins with its first question: up to 64 letters, digits, spaces, `.`, `_` and `-`. A
   * question that goes on with it is said so that it stands alone (`searchedAs`). It belongs to the scope of its questions.
   */
  readonly conversation?: string;
  /** What was said before, oldest first, of a conversation that the caller keeps; the last three are read. Not beside a conversation. */
  readonly turns?: readonly EarlierTurn[];
  /** Whether it is answered in the documents' own words also where a language model is set. Default false. Of an answer that is not saved. */
  readonly quotesOnly?: boolean;
  /** By which a language model writes this answer; default: the setting `answer.profile`. Of an answer that is not saved. */
  readonly profile?: string;
  /** Of the answer's `data`, as a profile with the format `json` would have it; needs a language model. Of an answer that is not saved. */
  readonly schema?: JsonSchema;
  /**
   * `unchecked`: listeners hear each sentence of a language model as a draft before it is checked (`sentence-drafted`), and
   * when it is retracted. Default `checked`: nothing unchecked is told.
   */
  readonly stream?: "checked" | "unchecked";
  /** Whether listeners hear the hidden thought of a reasoning model (`thought`). Default false. */
  readonly reasoning?: boolean;
  /** Goes on with the conversation that was used last in this scope. */
  readonly continue?: boolean;
}
