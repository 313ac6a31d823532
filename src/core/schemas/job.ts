import { z } from "zod";
import type { Job } from "../index.ts";
import { count, text } from "./place.ts";

const labels = z.array(text);
const task = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("upload"),
    files: z.array(z.object({ uri: text, sizeBytes: count, sha256: text.exactOptional() })),
    accessLabels: labels,
  }),
  z.object({ kind: z.literal("fetch"), urls: z.array(text), depth: count, accessLabels: labels }),
  z.object({
    kind: z.literal("sync"),
    sources: z.array(text),
    depth: count.exactOptional(),
    accessLabels: labels.exactOptional(),
  }),
  z.object({ kind: z.literal("reindex") }),
  z.object({ kind: z.literal("embed") }),
  z.object({ kind: z.literal("ocr"), documents: z.array(text) }),
]);
const progress = z.object({
  files: count,
  filesTotal: count.exactOptional(),
  embedded: count,
  embeddedTotal: count.exactOptional(),
});
const outcome = z.object({
  uri: text,
  outcome: z.enum(["added", "updated", "skipped", "moved", "opened", "removed", "failed"]),
  documentId: text.exactOptional(),
  code: text.exactOptional(),
  message: text.exactOptional(),
  hint: text.exactOptional(),
});

export const job: z.ZodType<Job> = z
  .object({
    id: text,
    collection: text,
    task,
    status: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
    createdAt: text,
    startedAt: text.exactOptional(),
    endedAt: text.exactOptional(),
    progress,
    outcomes: z.array(outcome),
    error: z.object({ code: text, message: text, hint: text.exactOptional() }).exactOptional(),
  })
  .meta({ id: "Job", description: "Work that goes on after the call that asked for it." });
