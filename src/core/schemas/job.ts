import { z } from "zod";
import { count, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

const labels = z.array(text);
const jobTask = readOnly(
  z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("upload"),
      /** The uploaded files. `sha256` is absent in jobs of earlier versions. */
      files: z.array(z.object({ uri: text, sizeBytes: count, sha256: text.exactOptional() })),
      accessLabels: labels,
    }),
    z.object({ kind: z.literal("fetch"), urls: z.array(text), depth: count, accessLabels: labels }),
    z.object({
      kind: z.literal("sync"),
      sources: z.array(text),
      /**
       * Number of links to follow, stored with the sources like `accessLabels`. If it is absent, the sources stay as
       * they are.
       */
      depth: count.exactOptional(),
      accessLabels: labels.exactOptional(),
    }),
    z.object({ kind: z.literal("reindex") }),
    z.object({ kind: z.literal("embed") }),
    /** Reads documents again, by their ids, with OCR. */
    z.object({ kind: z.literal("ocr"), documents: z.array(text) }),
  ]),
);

/** The work of a job. Its files lie in `UploadFiles`, by their number from 0. */
export type JobTask = z.infer<typeof jobTask>;

const jobProgress = readOnly(
  z.object({
    /** Files processed so far, with any outcome. */
    files: count,
    /** Number of all files; absent until it is known. */
    filesTotal: count.exactOptional(),
    /** Number of chunks with vectors, of those that the job has to embed. */
    embedded: count,
    embeddedTotal: count.exactOptional(),
    /** Estimated time until all chunks have vectors; absent until two batches are embedded, and at the end. */
    secondsLeft: count.exactOptional(),
  }),
);

/** Progress of a job. */
export type JobProgress = z.infer<typeof jobProgress>;

const jobOutcome = readOnly(
  z.object({
    uri: text,
    outcome: z.enum(["added", "updated", "skipped", "moved", "opened", "removed", "failed"]),
    documentId: text.exactOptional(),
    /** Access labels that a removed document had; absent for other outcomes. */
    accessLabels: labels.exactOptional(),
    code: text.exactOptional(),
    message: text.exactOptional(),
    hint: text.exactOptional(),
  }),
);

/** Outcome of one file of a job. */
export type JobOutcome = z.infer<typeof jobOutcome>;

export const jobSchema = readOnly(
  z
    .object({
      id: text,
      collection: text,
      task: jobTask,
      status: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
      /** Time of creation, ISO 8601 in UTC like the other times. */
      createdAt: text,
      startedAt: text.exactOptional(),
      endedAt: text.exactOptional(),
      progress: jobProgress,
      /** The first thousand outcomes, in order. */
      outcomes: z.array(jobOutcome),
      /** Error of a failed job; absent for other jobs. */
      error: z.object({ code: text, message: text, hint: text.exactOptional() }).exactOptional(),
    })
    .meta({ id: "Job", description: "Work that continues after the call that started it." }),
);

/** Work that continues after the call that started it has ended, and after the process has ended. */
export type Job = z.infer<typeof jobSchema>;
