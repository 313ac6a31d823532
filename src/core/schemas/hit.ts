import { z } from "zod";
import type { Hit, Passage } from "../index.ts";
import { count, location, number, span, text } from "./place.ts";

export const stageName = z.enum(["words", "vectors", "fusion", "reranker", "phrases", "survey"]);

const stageScore = z.object({
  stage: stageName,
  score: number,
  rank: count,
  parts: z.array(z.object({ label: text, value: number })),
});

export const hit: z.ZodType<Hit> = z
  .object({
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
  })
  .meta({ id: "Hit", description: "A chunk with its score, and what the score is made of." });

export const passage: z.ZodType<Passage> = z.object({ number: count, hit, text }).meta({ id: "Passage" });
