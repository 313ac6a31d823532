import { z } from "zod";
import { count, location, number, span, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

export const stageName = z.enum(["words", "vectors", "fusion", "reranker", "phrases", "definitions", "survey"]);

/**
 * A stage of a search. `phrases` lifts hits that contain the quoted words of a query, `definitions` those that define
 * its name in source code. `survey` marks passages that were read without a search.
 */
export type Stage = z.infer<typeof stageName>;

export const scorePart = readOnly(z.object({ label: text, value: number }));

/**
 * One summand of a stage's score: a term in a field, the similarity of the vectors, a list's share of the fusion, or
 * the lift.
 */
export type ScorePart = z.infer<typeof scorePart>;

const stageScore = readOnly(
  z.object({
    stage: stageName,
    score: number,
    /** Rank within the stage, from 1. */
    rank: count,
    /** The parts sum to `score` (to 1e-9 relative). */
    parts: z.array(scorePart),
  }),
);

export type StageScore = z.infer<typeof stageScore>;

const explanation = readOnly(z.object({ stages: z.array(stageScore) }));

/** The scores of a hit in the order of the stages. A stage that did not find the chunk is absent. */
export type Explanation = z.infer<typeof explanation>;

const answerSpan = readOnly(
  z.object({
    span,
    /**
     * Log odds, estimated by the model, that these words answer the question, compared with no answer in this passage.
     */
    score: number,
  }),
);

/** Words that may answer the question. */
export type AnswerSpan = z.infer<typeof answerSpan>;

const reading = readOnly(
  z.object({
    /** Relevance in the model's own unit, larger is better. A hit of several chunks has that of its best chunk. */
    relevance: number,
    /** True if, by the model's own threshold, the passage does not speak of the question. */
    isNoise: z.boolean().exactOptional(),
    /** Spans of the document, best first, from a model that points at answers. */
    answers: z.array(answerSpan).exactOptional(),
  }),
);

/** Result of the reranker for a hit and the question. */
export type Reading = z.infer<typeof reading>;

const duplicate = readOnly(z.object({ documentId: text, uri: text, span }));

/** Another place with the text of a hit, or with a text that differs only in ordinary words. */
export type Duplicate = z.infer<typeof duplicate>;

export const hitSchema = readOnly(
  z
    .object({
      chunkId: text,
      documentId: text,
      title: text,
      uri: text,
      span,
      text,
      headingPath: z.array(text),
      location: location.exactOptional(),
      /** Rank of the hit, from 1. */
      rank: count,
      score: number,
      /** The last stage that ranked the hit; `score` is its score. */
      stage: stageName,
      explanation,
      /** Result of the reranker; absent if it did not read the hit. */
      reading: reading.exactOptional(),
      /** Spans of the document within `span` where the answer may be, best first. Absent if there are none. */
      highlights: z.array(span).exactOptional(),
      /** Ids of chunks folded into this hit: neighbours joined to its span, and duplicates; the first 1,000. */
      merged: z.array(text).exactOptional(),
      /** Places of the duplicates among the merged chunks; the first 1,000. */
      duplicates: z.array(duplicate).exactOptional(),
    })
    .meta({ id: "Hit", description: "A chunk with its score and the parts of the score." }),
);

/** A chunk with rank, score and an explanation. */
export type Hit = z.infer<typeof hitSchema>;

export const passageSchema = readOnly(z.object({ number: count, hit: hitSchema, text }).meta({ id: "Passage" }));

/** A hit that got a number, from 1, and was put before the answerer. In an answer the cited passages come first. */
export type Passage = z.infer<typeof passageSchema>;
