import type { Job, LydianEvent } from "../core/index.ts";

const FILE_EVENTS: readonly LydianEvent["type"][] = [
  "document-committed",
  "document-skipped",
  "document-failed",
  "container-opened",
];

/** How far a job is, from what its story tells. */
export function createJobProgress(claimed: Job): { job(): Job; listen(event: LydianEvent): void } {
  let { progress } = claimed;
  progress = { ...progress, files: 0, embedded: 0 };
  return {
    job: () => ({ ...claimed, progress }),
    listen(event) {
      if (FILE_EVENTS.includes(event.type)) progress = { ...progress, files: progress.files + 1 };
      if (event.type === "ingest-started") progress = { ...progress, filesTotal: event.files };
      if (event.type === "vectors-attached")
        progress = { ...progress, embedded: event.done, embeddedTotal: event.total };
    },
  };
}
