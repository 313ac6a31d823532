import { z } from "zod";
import { AUTOMATIC_LANGUAGE } from "../core/index.ts";
import { collectionName } from "../core/schemas/index.ts";
import { answer } from "./groups/answer.ts";
import { chunking } from "./groups/chunking.ts";
import { embedding } from "./groups/embedding.ts";
import { guard } from "./groups/guard.ts";
import { ingest } from "./groups/ingest.ts";
import { rerank } from "./groups/rerank.ts";
import { search } from "./groups/search.ts";
import { server } from "./groups/server.ts";
import { store } from "./groups/store.ts";
import { verify } from "./groups/verify.ts";
import { web } from "./groups/web.ts";

/**
 * Every setting with its bounds, default and description. The reference page and the environment variables follow from
 * it. A setting that most users may want has the level `basic`; all others are advanced.
 */
export const settingsSchema = z.strictObject({
  collection: collectionName.default("default").meta({
    level: "basic",
    needsTrust: false,
    description: "Collection of a call that names none.",
  }),
  language: z
    .string()
    .regex(/^(?:auto|[a-z]{2})$/, "must be auto, or a code of two letters such as en or de")
    .default(AUTOMATIC_LANGUAGE)
    .meta({
      level: "basic",
      needsTrust: false,
      description:
        "Language in which words are analysed. `auto` recognises the language of each document; a code such as `de` (ISO 639-1) applies to all documents.",
    }),
  chunking: chunking.prefault({}),
  embedding: embedding.prefault({}),
  search: search.prefault({}),
  rerank: rerank.prefault({}),
  answer: answer.prefault({}),
  verify: verify.prefault({}),
  guard: guard.prefault({}),
  ingest: ingest.prefault({}),
  web: web.prefault({}),
  store: store.prefault({}),
  server: server.prefault({}),
});

/** All settings, with defaults filled in. Units are in the names. */
export type Settings = z.output<typeof settingsSchema>;

/** Some of the settings, as files, the environment and callers give them. */
export type SettingsInput = z.input<typeof settingsSchema>;
