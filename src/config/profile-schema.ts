import { z } from "zod";
import { collectionName } from "../core/schemas/index.ts";
import { jsonSchemaSchema } from "./json-schema-schema.ts";

const text = z.string().trim().min(1);

const examplesFrom = z.strictObject({
  collection: collectionName,
  count: z.int().min(1).max(20).default(3),
  budgetTokens: z.int().min(50).max(100_000).default(600),
});

/** The keys and values of a profile's file. */
export const profileSchema = z.strictObject({
  description: text.max(200).exactOptional(),
  system: text.max(10_000).exactOptional(),
  tone: text.max(200).exactOptional(),
  readingLevel: z.enum(["plain", "general", "expert"]).exactOptional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, "must be a code of two letters such as en or de")
    .exactOptional(),
  format: z.enum(["prose", "list", "table", "json"]).exactOptional(),
  schema: jsonSchemaSchema.exactOptional(),
  maxSentences: z.int().min(1).max(50).exactOptional(),
  temperature: z.number().min(0).max(2).exactOptional(),
  topP: z.number().min(0).max(1).exactOptional(),
  topK: z.int().min(1).max(10_000).exactOptional(),
  seed: z.int().min(0).max(4_294_967_295).exactOptional(),
  stop: z.array(z.string().min(1).max(200)).min(1).max(4).exactOptional(),
  examples: z
    .array(z.strictObject({ question: text.max(2_000), answer: text.max(4_000) }))
    .min(1)
    .max(20)
    .exactOptional(),
  examplesFrom: examplesFrom.exactOptional(),
});

export const examplesFromKeys: readonly string[] = Object.keys(examplesFrom.shape);
export const profileKeys: readonly string[] = Object.keys(profileSchema.shape);
