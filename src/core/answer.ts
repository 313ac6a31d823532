import type { Calculation } from "./calculation.ts";
import type { Conflict } from "./conflict.ts";
import type { Cost } from "./cost.ts";
import type { ClaimGroup, Coverage } from "./coverage.ts";
import type { Hit } from "./hit.ts";
import type { Json } from "./json.ts";
import type { Location } from "./location.ts";
import type { Profile } from "./profile.ts";
import type { Span } from "./span.ts";

/** A hit that was given a number, from 1, and put before the answerer; in an answer the cited ones come first. */
export interface Passage {
  readonly number: number;
  readonly hit: Hit;
  readonly text: string;
}

/** A span of the answer tied to a span of a document; `quote` equals the document's text at `span`, to the byte. */
export interface Citation {
  /** The mark `[1]` in the answer; citations of one passage share it. */
  readonly number: number;
  readonly answerSpan: Span;
  readonly documentId: string;
  readonly span: Span;
  readonly quote: string;
  readonly location?: Location;
  /** Of the document's version that was cited. */
  readonly contentHash: string;
}

/**
 * Which step of the verification decided about a claim: that nothing is cited, a quote, nearly the same words, a fact that
 * differs, the language, fitted weights of words and meaning, an entailment model, a judge, or computing again.
 */
export type VerificationStep =
  | "evidence"
  | "quote"
  | "words"
  | "facts"
  | "language"
  | "weights"
  | "entailment"
  | "judge"
  | "calculation";

/** One sentence of an answer with a verdict; `citations` are indexes into the answer's list of citations. */
export interface Claim {
  readonly span: Span;
  readonly verdict: "supported" | "contradicted" | "not-enough-evidence" | "unmeasured";
  readonly why: string;
  /** Absent in answers that an earlier version saved. */
  readonly decidedBy?: VerificationStep;
  readonly citations: readonly number[];
  /** What was checked in the text's place: a table's row with the names of its columns. */
  readonly statement?: string;
  /** Of a claim whose value was computed from cells; its citations are the first of these. */
  readonly calculation?: Calculation;
}

/** The answer in the form of the profile's JSON Schema. */
export interface AnswerData {
  readonly value: Json;
  /** Every text, number, true and false in it, in its order. */
  readonly values: readonly DataValue[];
}

/** One value of an answer's data, with a verdict: it is supported where a supported claim says it. */
export interface DataValue extends Pick<Claim, "verdict" | "why"> {
  /** JSON pointer into the data, such as `/prices/0/amount`. */
  readonly path: string;
  /** Indexes into the answer's claims: those that were given for it. */
  readonly claims: readonly number[];
}

/** Something that a reader of the answer or of the hits should know; `code` is stable. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly documentId?: string;
}

export interface Usage {
  readonly contextTokens: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Of `outputTokens`: hidden thought. */
  readonly reasoningTokens?: number;
  /** Where `answer.prices` has a price for the language model. */
  readonly cost?: Cost;
}

export interface StageTrace {
  readonly stage: string;
  readonly durationMs: number;
  /** How many items left the stage. */
  readonly count: number;
}

interface AnswerBase {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly question: string;
  readonly searchedAs?: string;
  /** Other phrasings of the question that were searched too. */
  readonly rephrasings?: readonly string[];
  readonly collection: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly passages: readonly Passage[];
  readonly warnings: readonly Warning[];
  readonly usage: Usage;
  readonly trace: readonly StageTrace[];
  /** By which a language model was to write; `hash` is its version. Absent where no language model is set. */
  readonly profile?: Pick<Profile, "name" | "hash">;
  /** Of an answer for which every section was read, and not only the nearest passages. */
  readonly coverage?: Coverage;
}

export interface Grounded extends AnswerBase {
  readonly status: "grounded";
  readonly text: string;
  readonly claims: readonly Claim[];
  readonly citations: readonly Citation[];
  /** Estimated probability that the answer is right, from 0 to 1; where every section was to be read, the share that was. */
  readonly confidence: number;
  readonly answeredBy: string;
  /** Where the profile wants JSON and the documents support so much that its schema holds. */
  readonly data?: AnswerData;
  /** What other documents say otherwise; absent where nothing was found. */
  readonly conflicts?: readonly Conflict[];
  /** Of a summary: its claims by their headings, in reading order. */
  readonly groups?: readonly ClaimGroup[];
}

/** How sure an answer would have been, and how sure it has to be; both from 0 to 1. */
export interface Shortfall {
  readonly confidence: number;
  readonly threshold: number;
}

export interface Abstained extends AnswerBase {
  readonly status: "abstained";
  readonly reason:
    | "no-evidence"
    | "below-threshold"
    | "unsupported"
    | "not-understood"
    | "guard-blocked"
    | "needs-review";
  readonly nearest: readonly Passage[];
  /** Where it was too little; absent in answers that an earlier version saved. */
  readonly evidence?: Shortfall;
}

/** A normal outcome either way, never an exception. Offsets are UTF-16 code units. */
export type Answer = Grounded | Abstained;
