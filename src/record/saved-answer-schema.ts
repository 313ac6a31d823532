import { z } from "zod";

const count = z.int().min(0);
const number = z.number();
const text = z.string();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const span = z.object({ start: count, end: count }).refine(({ start, end }) => start <= end);
const box = z.object({ x: number, y: number, width: number, height: number });
const location = z.union([
  z.strictObject({ page: count, boxes: z.array(box) }),
  z.strictObject({ sheet: text, cells: text }),
  z.strictObject({ slide: count }),
  z.strictObject({ anchor: text }),
]);

const stageName = z.enum(["words", "vectors", "fusion", "reranker", "phrases", "survey"]);
const stageScore = z.object({
  stage: stageName,
  score: number,
  rank: count,
  parts: z.array(z.object({ label: text, value: number })),
});

const hit = z.object({
  chunkId: text,
  documentId: text,
  title: text,
  uri: text,
  span,
  text,
  headingPath: z.array(text),
  location: location.exactOptional(),
  rank: count,
  score: number,
  stage: stageName,
  explanation: z.object({ stages: z.array(stageScore) }),
  reading: z
    .object({
      relevance: number,
      isNoise: z.boolean().exactOptional(),
      answers: z.array(z.object({ span, score: number })).exactOptional(),
    })
    .exactOptional(),
  highlights: z.array(span).exactOptional(),
  merged: z.array(text).exactOptional(),
  duplicates: z.array(z.object({ documentId: text, uri: text, span })).exactOptional(),
});
const passage = z.object({ number: count, hit, text });

const column = z.object({ number: count, name: text });
const calculation = z.object({
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
});

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
const conflict = z.object({
  kind: z.enum(["quantity", "negation", "comparison"]),
  why: text,
  sides: z.tuple([conflictSide, conflictSide]),
  newer: z.union([z.literal(0), z.literal(1)]).exactOptional(),
});

const coverage = z.object({
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
});

const answerBase = {
  schemaVersion: z.literal(1),
  id: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
  question: text,
  searchedAs: text.exactOptional(),
  rephrasings: z.array(text).exactOptional(),
  collection: text,
  createdAt: text,
  passages: z.array(passage),
  warnings: z.array(z.object({ code: text, message: text, documentId: text.exactOptional() })),
  usage: z.object({
    contextTokens: number,
    inputTokens: number.exactOptional(),
    outputTokens: number.exactOptional(),
    reasoningTokens: number.exactOptional(),
    cost: z.object({ amount: number, currency: text, pricesOf: text, isEstimated: z.boolean() }).exactOptional(),
  }),
  trace: z.array(z.object({ stage: text, durationMs: number, count: number })),
  profile: z.object({ name: text, hash }).exactOptional(),
  coverage: coverage.exactOptional(),
};

const verdict = z.enum(["supported", "contradicted", "not-enough-evidence", "unmeasured"]);
const data = z.object({
  value: z.json(),
  values: z.array(z.object({ path: text, verdict, why: text, claims: z.array(count) })),
});

const grounded = z.object({
  ...answerBase,
  status: z.literal("grounded"),
  text,
  claims: z.array(
    z.object({
      span,
      verdict,
      why: text,
      decidedBy: z
        .enum(["evidence", "quote", "words", "facts", "language", "weights", "entailment", "judge", "calculation"])
        .exactOptional(),
      citations: z.array(count),
      statement: text.exactOptional(),
      calculation: calculation.exactOptional(),
    }),
  ),
  citations: z.array(
    z.object({
      number: count,
      answerSpan: span,
      documentId: text,
      span,
      quote: text,
      location: location.exactOptional(),
      contentHash: hash,
    }),
  ),
  confidence: number,
  answeredBy: text,
  data: data.exactOptional(),
  conflicts: z.array(conflict).exactOptional(),
  groups: z
    .array(z.object({ documentId: text, title: text, headingPath: z.array(text), claims: z.array(count) }))
    .exactOptional(),
});

const abstained = z.object({
  ...answerBase,
  status: z.literal("abstained"),
  reason: z.enum(["no-evidence", "below-threshold", "unsupported", "guard-blocked", "needs-review"]),
  nearest: z.array(passage),
});

const asked = z.object({
  mode: z.enum(["hybrid", "lexical", "vector"]),
  scope: z.union([
    z.object({ kind: z.literal("everything") }),
    z.object({ kind: z.literal("labels"), labels: z.array(text) }),
  ]),
  where: text.exactOptional(),
  language: text,
  embedder: z.object({ model: text, dimensions: count, fingerprint: text }).exactOptional(),
  reranker: z.object({ id: text, depth: count, weight: number, budgetMs: number }).exactOptional(),
  answer: z.object({
    model: text,
    budgetTokens: count,
    order: z.enum(["ends", "rank", "reverse"]).exactOptional(),
    maxSentences: count,
    threshold: number.exactOptional(),
    maxOutputTokens: count,
    effort: z.enum(["low", "medium", "high"]).exactOptional(),
    onFailure: z.enum(["quotes", "error"]),
    unsupported: z.enum(["drop", "flag", "abstain"]).exactOptional(),
  }),
  survey: z
    .object({
      kind: z.enum(["summary", "question"]),
      documents: z.array(text).exactOptional(),
      about: text.exactOptional(),
      words: count.exactOptional(),
    })
    .exactOptional(),
  verifier: text,
  promptsHash: hash.exactOptional(),
  synonymsHash: hash.exactOptional(),
});

/** A saved answer as it is written; what it gives has its keys in one order, so that equal records have equal JSON. */
export const savedAnswerSchema = z.object({
  recordVersion: z.literal(1),
  savedAt: text,
  writtenBy: text,
  asked,
  answer: z.discriminatedUnion("status", [grounded, abstained]),
  withheld: z.object({ check: text, questionHash: hash }).exactOptional(),
  documents: z.array(
    z.object({ documentId: text, uri: text, title: text, contentHash: hash, textHash: hash, characters: count }),
  ),
  excerpts: z.array(z.object({ documentId: text, span, text, hash })),
  quoteHashes: z.array(hash),
});
