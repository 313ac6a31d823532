import type {
  AccessScope,
  Answerer,
  Calculator,
  Clock,
  Filter,
  Guard,
  Ids,
  Listener,
  PassageOrder,
  Span,
  StoreReader,
  UnsupportedPolicy,
  Verifier,
} from "../../core/index.ts";
import type { SearchRequest, search } from "../search/index.ts";
import type { Conversation } from "./follow-up/stand-alone.ts";
import type { Tells } from "./start-checks.ts";

/** One question to one collection. */
export interface AskRequest {
  readonly question: string;
  readonly collection: string;
  readonly scope: AccessScope;
  readonly filter?: Filter;
  /** Default `hybrid`. */
  readonly mode?: SearchRequest["mode"];
  /** Below this confidence there is no answer; from 0 to 1, or infinite for none at all. Default the answerer's own. */
  readonly threshold?: number;
  /** Of the context, in the answering model's tokens; from 100 to 1,000,000, default 2,000. */
  readonly budgetTokens?: number;
  /** How the passages stand before the answerer; default `ends`. */
  readonly order?: PassageOrder;
  /** How many hits may become passages; from 1 to 100, default 10. */
  readonly hits?: number;
  /** What becomes of sentences that their citations do not support; default `drop`. */
  readonly unsupported?: UnsupportedPolicy;
  /** What listeners hear besides checked sentences; default nothing. */
  readonly tells?: Tells;
}

export interface AskServices {
  /** What was said before, where the question goes on with it. Never evidence. */
  readonly conversation?: Conversation;
  /** The search room's story, with its services bound. */
  search(request: SearchRequest, signal: AbortSignal): ReturnType<typeof search>;
  readonly store: Pick<StoreReader, "readDocument">;
  readonly answerer: Answerer;
  readonly verifier: Verifier;
  /** What sums, counts and compares, with the terms of a text in the request's language; absent: nothing is computed. */
  readonly calculating?: { readonly calculator: Calculator; analyze(text: string): readonly string[] };
  /** The terms of a text in the collection's language; absent: nobody looks for what documents say otherwise. */
  analyze?(text: string): readonly string[];
  readonly guard: Guard;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Listener;
  /** In the answering model's tokens. */
  countTokens(text: string): number;
  splitSentences(text: string): readonly Span[];
  /** The spans of a passage's text that a sentence rests on. */
  findEvidence(sentence: string, passage: string): readonly Span[];
}
