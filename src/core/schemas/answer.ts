import { z } from "zod";
import type { Json } from "../wire/json.ts";
import { calculationSchema } from "./calculation.ts";
import { claimGroup, conflictSchema, coverageSchema } from "./coverage.ts";
import { warning } from "./document.ts";
import { guardReportSchema } from "./guard-report.ts";
import { passageSchema } from "./hit.ts";
import { count, hash, location, number, span, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

export const verdict = z.enum(["supported", "contradicted", "not-enough-evidence", "unmeasured"]);

/** The outcome of checking a claim. A check that failed or did not run is `unmeasured`. */
export type Verdict = z.infer<typeof verdict>;

export const unsupportedPolicy = z.enum(["drop", "flag", "abstain"]);

/** Treatment of an unsupported sentence: drop it, show it with its verdict, or withhold the whole answer. */
export type UnsupportedPolicy = z.infer<typeof unsupportedPolicy>;

const verificationStep = z.enum([
  "evidence",
  "quote",
  "words",
  "facts",
  "language",
  "weights",
  "entailment",
  "judge",
  "calculation",
]);

/**
 * The step of the verification that decided about a claim: nothing is cited (`evidence`), a quote, almost
 * the same words, a fact that differs, the language, fitted weights of words and meaning, an entailment
 * model, a judge, or a recalculation.
 */
export type VerificationStep = z.infer<typeof verificationStep>;

const claim = readOnly(
  z
    .object({
      span,
      verdict,
      why: text,
      /** Step that decided the verdict; absent in answers that an earlier version of Lydian saved. */
      decidedBy: verificationStep.exactOptional(),
      citations: z.array(count).meta({ description: "Indexes into `citations`." }),
      /** The statement that was checked instead of the text: a table's row with the names of its columns. */
      statement: text.exactOptional(),
      /** The calculation of a claim whose value was computed from cells. The claim cites the first of these cells. */
      calculation: calculationSchema.exactOptional(),
    })
    .meta({ id: "Claim", description: "One sentence of the answer with its verdict." }),
);

/** One sentence of an answer with a verdict. */
export type Claim = z.infer<typeof claim>;

const citation = readOnly(
  z
    .object({
      /** The mark `[1]` in the answer; citations of one passage share it. */
      number: count,
      answerSpan: span,
      documentId: text,
      span,
      quote: text,
      location: location.exactOptional(),
      /** Content hash of the cited version of the document. */
      contentHash: hash,
    })
    .meta({ id: "Citation", description: "`quote` equals the document's text at `span`, to the byte." }),
);

/** A span of the answer tied to a span of a document; `quote` equals the document's text at `span`, to the byte. */
export type Citation = z.infer<typeof citation>;

const cost = readOnly(
  z.object({
    amount: number,
    currency: text,
    /** Date when the prices were looked up. */
    pricesOf: text,
    /** True if the service did not report all tokens, so that some were estimated. */
    isEstimated: z.boolean(),
  }),
);

/** Cost of an answer, by the prices of `pricesOf`. */
export type Cost = z.infer<typeof cost>;

const usage = readOnly(
  z
    .object({
      contextTokens: number,
      inputTokens: number.exactOptional(),
      outputTokens: number.exactOptional(),
      /** The part of `outputTokens` that is hidden reasoning. */
      reasoningTokens: number.exactOptional(),
      /** Cost of the answer; set if `answer.prices` has a price for the language model. */
      cost: cost.exactOptional(),
    })
    .meta({ id: "Usage" }),
);

export type Usage = z.infer<typeof usage>;

const stageTrace = readOnly(
  z.object({
    stage: text,
    durationMs: number,
    /** Number of items that left the stage. */
    count: number,
  }),
);

export type StageTrace = z.infer<typeof stageTrace>;

const dataValue = readOnly(
  z.object({
    /** JSON pointer into the data, such as `/prices/0/amount`. */
    path: text,
    verdict,
    why: text,
    /** Indexes of the answer's claims that were given for the value. */
    claims: z.array(count),
  }),
);

/** One value of an answer's data with a verdict. It is supported if a supported claim says it. */
export type DataValue = z.infer<typeof dataValue>;

const json: z.ZodType<Json> = z.json();
const answerData = readOnly(
  z
    .object({
      value: json,
      /** Every text, number and Boolean in the data, in order. */
      values: z.array(dataValue),
    })
    .meta({ id: "AnswerData" }),
);

/** The answer in the form of the profile's JSON Schema. */
export type AnswerData = z.infer<typeof answerData>;

const base = {
  schemaVersion: z.literal(1),
  id: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
  question: text,
  searchedAs: text.exactOptional(),
  /** Other phrasings of the question that were searched too. */
  rephrasings: z.array(text).exactOptional(),
  collection: text,
  /** Time of the answer, ISO 8601 in UTC. */
  createdAt: text,
  passages: z.array(passageSchema),
  warnings: z.array(warning),
  usage,
  trace: z.array(stageTrace),
  /** Profile of the language model; `hash` is its version. Absent if no language model is set. */
  profile: z.object({ name: text, hash }).exactOptional(),
  /**
   * Certificate of the sections that were read; set if every section was to be read, and not only the nearest passages.
   */
  coverage: coverageSchema.exactOptional(),
  /** Policy and verdicts of the guards; absent in answers that an earlier version of Lydian saved. */
  guard: guardReportSchema.exactOptional(),
};

const grounded = z
  .object({
    ...base,
    status: z.literal("grounded"),
    text,
    claims: z.array(claim),
    citations: z.array(citation),
    /**
     * Estimated probability that the answer is right, from 0 to 1. For an answer from every section, it is the share of
     * sections that were read.
     */
    confidence: number,
    answeredBy: text,
    /**
     * Data in the form of the profile's schema; set if the profile wants JSON and the documents support enough to
     * satisfy the schema.
     */
    data: answerData.exactOptional(),
    /** Contradictions in other documents; absent if none was found. */
    conflicts: z.array(conflictSchema).exactOptional(),
    /** The claims of a summary by their headings, in reading order. */
    groups: z.array(claimGroup).exactOptional(),
  })
  .meta({ id: "Grounded" });

const shortfall = readOnly(z.object({ confidence: number, threshold: number }).meta({ id: "Shortfall" }));

/** The confidence that an answer would have had, and the confidence it needs; both from 0 to 1. */
export type Shortfall = z.infer<typeof shortfall>;

/**
 * Reason of an abstention. Only `no-evidence` says something about the documents: none of them has a word of the
 * question, or every section that was to be read was read and none matches. `not-found` means that the passages found
 * have no sentence that could answer; other passages may have one.
 */
export const abstentionReason = z.enum([
  "no-evidence",
  "not-found",
  "below-threshold",
  "unsupported",
  "not-understood",
  "not-computed",
  "guard-blocked",
  "needs-review",
]);

const abstained = z
  .object({
    ...base,
    status: z.literal("abstained"),
    reason: abstentionReason,
    nearest: z.array(passageSchema),
    /**
     * Confidence and threshold, set if the evidence was too weak; absent in answers that an earlier version of Lydian
     * saved.
     */
    evidence: shortfall.exactOptional(),
    /**
     * Words of the question, as written, that no passage found has; absent if each has a passage, or if they were not
     * compared.
     */
    unmentioned: z.array(text).exactOptional(),
    /**
     * Why a calculation that the question asks for was not computed, as a sentence; set for the reason `not-computed`.
     */
    notComputed: text.exactOptional(),
  })
  .meta({ id: "Abstained" });

/** The answer object, with its keys in one order, so that equal answers have equal JSON. */
export const answerSchema = readOnly(z.discriminatedUnion("status", [grounded, abstained]).meta({ id: "Answer" }));

/** An answer or an abstention; both are normal outcomes, never an exception. Offsets are UTF-16 code units. */
export type Answer = z.infer<typeof answerSchema>;
export type Grounded = Extract<Answer, { readonly status: "grounded" }>;
export type Abstained = Extract<Answer, { readonly status: "abstained" }>;
