import type { Job, JobTask } from "../core/index.ts";

/** A job as far as it decides what may run beside it. */
export type PlacedJob = Pick<Job, "collection" | "task">;

/** Kinds of jobs that read documents or vectors and write them again later: no document may change meanwhile. */
const EXCLUSIVE: readonly JobTask["kind"][] = ["ocr", "reindex"];

/**
 * Tests whether two jobs may run at the same time. Two uploads may unless both contain the same document, since its
 * versions must follow each other. An upload may run beside a job of another kind; two such jobs may not run together.
 */
export function mayRunTogether(one: PlacedJob, other: PlacedJob): boolean {
  if (one.task.kind !== "upload" && other.task.kind !== "upload") return false;
  if (one.collection !== other.collection) return true;
  if (EXCLUSIVE.includes(one.task.kind) || EXCLUSIVE.includes(other.task.kind)) return false;
  const uris = new Set(urisOf(one.task));
  return !urisOf(other.task).some((uri) => uris.has(uri));
}

function urisOf(task: JobTask): readonly string[] {
  return task.kind === "upload" ? task.files.map(({ uri }) => uri) : [];
}
