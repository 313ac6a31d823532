import { z } from "zod";
import type { Abstained, Answer, Citation, Claim, Grounded } from "../index.ts";
import { warning } from "./document.ts";
import { passage } from "./hit.ts";
import { count, hash, location, number, span, text, type WholeOf } from "./place.ts";

const column = z.object({ number: count, name: text });
const calculation = z
  .object({
    plan: z.object({
      operation: z.enum(["sum", "count", "minimum", "maximum", "average"]),
      tableStart: count,
      column: column.exactOptional(),
      conditions: z.array(z.object({ column, is: text })),
      label: column.exactOptional(),
    }),
    formula: text,
    sql: text,
    parameters: z.array(z.union([text, number])),
    value: number,
    shown: text,
    rows: count,
    leftOut: z.array(text),
    documentId: text,
    contentHash: hash,
    cells: z.array(
      z.object({
        role: z.enum(["name", "condition", "value", "key"]),
        span,
        quote: text,
        location: location.exactOptional(),
      }),
    ),
  })
  .meta({ id: "Calculation" });
const verdict = z.enum(["supported", "contradicted", "not-enough-evidence", "unmeasured"]);
const claim = z
  .object({
    span,
    verdict,
    why: text,
    decidedBy: z
      .enum(["evidence", "quote", "words", "facts", "language", "weights", "entailment", "judge", "calculation"])
      .exactOptional(),
    citations: z.array(count).meta({ description: "Indexes into `citations`." }),
    statement: text.exactOptional(),
    calculation: calculation.exactOptional(),
  })
  .meta({ id: "Claim", description: "One sentence of the answer with its verdict." }) satisfies WholeOf<Claim>;
const citation = z
  .object({
    number: count,
    answerSpan: span,
    documentId: text,
    span,
    quote: text,
    location: location.exactOptional(),
    contentHash: hash,
  })
  .meta({
    id: "Citation",
    description: "`quote` stands at `span` of the document, to the byte.",
  }) satisfies WholeOf<Citation>;
const usage = z
  .object({
    contextTokens: number,
    inputTokens: number.exactOptional(),
    outputTokens: number.exactOptional(),
    reasoningTokens: number.exactOptional(),
    cost: z.object({ amount: number, currency: text, pricesOf: text, isEstimated: z.boolean() }).exactOptional(),
  })
  .meta({ id: "Usage" });

const conflictSide = z.object({
  documentId: text,
  span,
  quote: text,
  contentHash: hash,
  title: text,
  uri: text,
  version: text.exactOptional(),
  versionFrom: z.enum(["metadata", "title", "name", "heading", "file"]).exactOptional(),
});
const conflict = z
  .object({
    kind: z.enum(["quantity", "negation", "comparison"]),
    why: text,
    sides: z.tuple([conflictSide, conflictSide]),
    newer: z.union([z.literal(0), z.literal(1)]).exactOptional(),
  })
  .meta({
    id: "Conflict",
    description: "Two documents that do not agree on what the answer says; the answer's first.",
  });
const coverage = z
  .object({
    documents: count,
    sections: count,
    sectionsRead: count,
    sectionsWithheld: count,
    sectionsFailed: count,
    sectionsMatching: count,
    matches: count.exactOptional(),
    pagesUnreadable: count,
    documentsWithGaps: z.array(text),
    readBy: text,
    test: text,
    isComplete: z.boolean(),
    matching: z.array(z.object({ documentId: text, uri: text, title: text, sections: count })),
    statement: text,
  })
  .meta({ id: "Coverage", description: "What was read for an answer that speaks of all documents." });
const data = z
  .object({
    value: z.json(),
    values: z.array(z.object({ path: text, verdict, why: text, claims: z.array(count) })),
  })
  .meta({ id: "AnswerData" });

const base = {
  schemaVersion: z.literal(1),
  id: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
  question: text,
  searchedAs: text.exactOptional(),
  rephrasings: z.array(text).exactOptional(),
  collection: text,
  createdAt: text,
  passages: z.array(passage),
  warnings: z.array(warning),
  usage,
  trace: z.array(z.object({ stage: text, durationMs: number, count: number })),
  profile: z.object({ name: text, hash }).exactOptional(),
  coverage: coverage.exactOptional(),
};

const grounded = z
  .object({
    ...base,
    status: z.literal("grounded"),
    text,
    claims: z.array(claim),
    citations: z.array(citation),
    confidence: number,
    answeredBy: text,
    data: data.exactOptional(),
    conflicts: z.array(conflict).exactOptional(),
    groups: z
      .array(z.object({ documentId: text, title: text, headingPath: z.array(text), claims: z.array(count) }))
      .exactOptional(),
  })
  .meta({ id: "Grounded" }) satisfies WholeOf<Grounded>;

const abstained = z
  .object({
    ...base,
    status: z.literal("abstained"),
    reason: z.enum([
      "no-evidence",
      "below-threshold",
      "unsupported",
      "not-understood",
      "guard-blocked",
      "needs-review",
    ]),
    nearest: z.array(passage),
    evidence: z.object({ confidence: number, threshold: number }).meta({ id: "Shortfall" }).exactOptional(),
  })
  .meta({ id: "Abstained" }) satisfies WholeOf<Abstained>;

/** The answer object, with its keys in one order, so that equal answers have equal JSON. */
export const answer: z.ZodType<Answer> = z.discriminatedUnion("status", [grounded, abstained]).meta({ id: "Answer" });
