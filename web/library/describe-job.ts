import type { Job, JobOutcome } from "../../src/core/index.ts";
import { countOf } from "../pieces/index.ts";

/** Progress of a job in words, and as a share if it can be counted. */
export interface JobState {
  readonly words: string;
  readonly done?: number;
  readonly total?: number;
  readonly isOver: boolean;
  /** True if the job or a part of it failed. */
  readonly isTrouble: boolean;
}

/** Returns the name of a job for its row. */
export function nameJob({ task }: Job): string {
  if (task.kind === "reindex") return "Reindexing";
  if (task.kind === "embed") return "Missing vectors";
  if (task.kind === "ocr") return "Recognising text";
  const names =
    task.kind === "upload"
      ? task.files.map(({ uri }) => fileName(uri))
      : task.kind === "fetch"
        ? task.urls
        : task.sources;
  const [first] = names;
  if (first === undefined) return "All sources";
  return names.length === 1 ? first : `${first} and ${countOf(names.length - 1, "other")}`;
}

/** Returns the file name at the end of a URI. */
export function fileName(uri: string): string {
  const last = uri.replace(/\/+$/, "").split("/").at(-1) ?? uri;
  try {
    return decodeURIComponent(last);
  } catch (error) {
    if (error instanceof URIError) return last;
    throw error;
  }
}

export function describeJob(job: Job): JobState {
  const { status, progress, outcomes, error } = job;
  const failed = outcomes.filter(({ outcome }) => outcome === "failed");
  if (status === "failed") return over(`Stopped. ${error?.message ?? ""} ${error?.hint ?? ""}`.trim(), true);
  if (status === "cancelled") return over("Cancelled. Documents that were already added stay.", false);
  if (status === "done") return over(describeEnd(job, failed), failed.length > 0);
  if (status === "waiting") return { words: "Waiting for its turn", isOver: false, isTrouble: false };
  const { files, filesTotal, embedded, embeddedTotal, secondsLeft } = progress;
  if (embeddedTotal !== undefined && embeddedTotal > 0)
    return underWay(
      `Searchable by words. Computing vectors: ${embedded} of ${countOf(embeddedTotal, "chunk")}${timeLeft(secondsLeft)}`,
      embedded,
      embeddedTotal,
    );
  if (filesTotal === undefined) return underWay(files === 0 ? "Reading" : `${countOf(files, "file")} read`);
  return underWay(`Reading: ${files} of ${countOf(filesTotal, "file")}`, files, filesTotal);
}

function timeLeft(seconds: number | undefined): string {
  if (seconds === undefined) return "";
  return seconds < 60 ? ", less than a minute left" : `, about ${countOf(Math.ceil(seconds / 60), "minute")} left`;
}

function describeEnd({ task, outcomes }: Job, failed: readonly JobOutcome[]): string {
  if (task.kind === "reindex" || task.kind === "embed") return "Ready.";
  const [first] = failed;
  if (first !== undefined && outcomes.length === 1)
    return `Not added. ${first.message ?? ""} ${first.hint ?? ""}`.trim();
  if (first !== undefined) return `${failed.length} of ${countOf(outcomes.length, "file")} could not be read.`;
  if (outcomes.length === 0) return "Nothing has changed.";
  if (outcomes.every(({ outcome }) => outcome === "skipped"))
    return task.kind === "ocr" ? "No more text was recognised." : "It was already there, unchanged.";
  return "Ready.";
}

const over = (words: string, isTrouble: boolean): JobState => ({ words, isOver: true, isTrouble });

function underWay(words: string, done?: number, total?: number): JobState {
  const share = done === undefined || total === undefined ? {} : { done, total };
  return { words, ...share, isOver: false, isTrouble: false };
}
