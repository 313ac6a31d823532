import { z } from "zod";
import { AUTOMATIC_LANGUAGE } from "../core/index.ts";
import { collectionName } from "../core/schemas/index.ts";
import { answer } from "./groups/answer.ts";
import { chunking } from "./groups/chunking.ts";
import { embedding } from "./groups/embedding.ts";
import { ingest } from "./groups/ingest.ts";
import { rerank } from "./groups/rerank.ts";
import { search } from "./groups/search.ts";
import { server } from "./groups/server.ts";
import { store } from "./groups/store.ts";
import { verify } from "./groups/verify.ts";
import { web } from "./groups/web.ts";

/** Every setting, its bounds and its default. The reference page and the names in the environment follow from it. */
export const settingsSchema = z.strictObject({
  collection: collectionName.default("default").describe("The collection that is meant when a call names none."),
  language: z
    .string()
    .regex(/^(?:auto|[a-z]{2})$/, "must be auto, or a code of two letters such as en or de")
    .default(AUTOMATIC_LANGUAGE)
    .describe(
      "`auto`: the language of each document is recognised, and its words are analysed in it. A code such as `de` (ISO 639-1) is taken for all documents.",
    ),
  chunking: chunking.prefault({}),
  embedding: embedding.prefault({}),
  search: search.prefault({}),
  rerank: rerank.prefault({}),
  answer: answer.prefault({}),
  verify: verify.prefault({}),
  ingest: ingest.prefault({}),
  web: web.prefault({}),
  store: store.prefault({}),
  server: server.prefault({}),
});

/** All settings, with their defaults filled in. Units are in the names; bounds are the schema's. */
export type Settings = z.output<typeof settingsSchema>;

/** Some settings, over those of the files, the environment and the defaults. */
export type SettingsInput = z.input<typeof settingsSchema>;
