import {
  type AccessScope,
  type Answerer,
  type Clock,
  type Filter,
  type Grounded,
  type GuardEngine,
  InvalidArgumentError,
  type Listener,
  type PassageOrder,
  type Span,
  type StoreReader,
  type UnsupportedPolicy,
  type Verifier,
  type WorkBudget,
} from "../../core/index.ts";
import type { findPassages, SearchRequest } from "../search/index.ts";
import type { Tells } from "./start-checks.ts";

/** Scope and settings of an answer to one question. */
export interface AskRequest {
  readonly scope: AccessScope;
  readonly filter?: Filter;
  /** Settings of the search. */
  readonly searchSettings?: SearchRequest["settings"];
  /** Search mode, default `hybrid`. */
  readonly mode?: SearchRequest["mode"];
  /**
   * Minimum confidence of an answer, from 0 to 1; with `Infinity`, every answer is an abstention. By default, it is the
   * answerer's own threshold.
   */
  readonly threshold?: number;
  /** Size of the context in the answering model's tokens, from 100 to 1,000,000; default 2,000. */
  readonly budgetTokens?: number;
  /** Order of the passages before the answerer; default `ends`. */
  readonly order?: PassageOrder;
  /** Maximum number of hits that become passages, from 1 to 100; default 10. */
  readonly hits?: number;
  /** Treatment of sentences that their citations do not support; default `drop`. */
  readonly unsupported?: UnsupportedPolicy;
  /** Unchecked text that listeners receive besides checked sentences; default none. */
  readonly tells?: Tells;
}

/** Comparison of a question's words with the documents, for what an abstention may say about them. */
export interface WordComparison {
  /** Returns the words that say what a question is about, as written; none if the documents' language is another. */
  wordsAskedFor(question: string): Promise<readonly string[]>;
  /** Returns the terms of a text. */
  analyze(text: string): readonly string[];
  /** Returns whether any passage within the scope and filter of the question has one of the words. */
  hasPassageWith(words: readonly string[], signal: AbortSignal): Promise<boolean>;
}

export interface AskServices {
  /** The search for a question that the guard has allowed, with its services bound. */
  search(request: SearchRequest, signal: AbortSignal): ReturnType<typeof findPassages>;
  readonly store: Pick<StoreReader, "readDocument">;
  readonly answerer: Answerer;
  readonly verifier: Verifier;
  /**
   * Returns the terms of a text in the collection's language; if absent, nothing is computed
   * and no conflicts are looked for.
   */
  analyze?(text: string): readonly string[];
  /** If absent, an abstention never says that the documents lack something. */
  readonly wordComparison?: WordComparison;
  readonly guard: GuardEngine;
  /** Steps of the request; absent: no limit besides that of the search. */
  readonly work?: WorkBudget;
  /** Receives an answer that a guard wants a person to see first. Its question gets an abstention. */
  hold?(draft: Grounded): void;
  readonly clock: Clock;
  readonly emit: Listener;
  /** Counts the answering model's tokens. */
  countTokens(text: string): number;
  splitSentences(text: string): readonly Span[];
  /** Returns the spans of a passage's text that support a sentence. */
  findEvidence(sentence: string, passage: string): readonly Span[];
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
}

const BOUNDS: Readonly<Record<"threshold" | "budgetTokens" | "hits", Bounds>> = {
  threshold: { min: 0, max: 1, isWhole: false },
  budgetTokens: { min: 100, max: 1_000_000, isWhole: true },
  hits: { min: 1, max: 100, isWhole: true },
};

/**
 * Checks the numbers of a request.
 *
 * @throws {InvalidArgumentError} if one is out of its bounds
 */
export function checkAskRequest({ threshold, budgetTokens, hits }: AskRequest): void {
  if (threshold !== Number.POSITIVE_INFINITY) checkNumber("threshold", threshold);
  checkNumber("budgetTokens", budgetTokens);
  checkNumber("hits", hits);
}

function checkNumber(name: keyof typeof BOUNDS, value: number | undefined): void {
  const { min, max, isWhole } = BOUNDS[name];
  if (value === undefined || (value >= min && value <= max && (!isWhole || Number.isInteger(value)))) return;
  throw new InvalidArgumentError(
    `"${name}" must be ${isWhole ? "a whole number" : "a number"} from ${min} to ${max}; it is ${value}.`,
  );
}
