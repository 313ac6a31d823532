import type { JsonSchema } from "../../core/index.ts";
import type { HeardTurn } from "../conversations/converse.ts";
import type { EarlierTurn } from "../conversations/hear-turns.ts";
import type { TurnOptions } from "../conversations/open-conversation.ts";
import type { SearchOptions } from "../search/search-collection.ts";

/**
 * Options of a question. An answer that is saved must be repeatable, so `save` excludes `quotesOnly`, `profile` and
 * `schema`.
 */
export interface AskOptions extends Omit<SearchOptions, "limit" | "exact">, TurnOptions {
  /** Saves the answer under its id, with everything that it rests on. Default: false. */
  readonly save?: boolean;
  /**
   * Stores nothing of the question: also no case, if a person must review the answer first. Such an answer is stopped
   * for good (`guard-blocked`). Excludes `save`, `conversation` and `continue`. Default: false.
   */
  readonly private?: boolean;
  /** Whether a language model sees the examples of its profile. Default: true. */
  readonly examples?: boolean;
  /**
   * `true` reads every section instead of the nearest passages, with the language model if one is configured. By
   * default, a question that plainly asks for all, none or how many ("Which documents mention …?") reads every section
   * by its words. `false` never does.
   */
  readonly all?: boolean;
  /**
   * Earlier turns of a conversation that the caller stores, oldest first. The last three are read. Excludes
   * `conversation`.
   */
  readonly turns?: readonly EarlierTurn[];
  /** Answers in the documents' own words even if a language model is configured. Default: false. */
  readonly quotesOnly?: boolean;
  /** Profile by which a language model writes this answer. Default: the setting `answer.profile`. */
  readonly profile?: string;
  /** Schema of the answer's `data`, as in a profile with the format `json`. Needs a language model. */
  readonly schema?: JsonSchema;
  /**
   * `unchecked` sends each sentence of a language model to the listeners as a draft before it is checked
   * (`sentence-drafted`), and reports its retraction. Default: `checked`, which sends nothing unchecked.
   */
  readonly stream?: "checked" | "unchecked";
  /** Whether listeners receive the hidden reasoning of a model (`thought`). Default: false. */
  readonly reasoning?: boolean;
}

/** Options of a question whose earlier turns have been read. */
export type HeardOptions = Omit<AskOptions, "turns"> & { readonly turns?: readonly HeardTurn[] };
