import type { Configuration } from "../config/index.ts";
import type { LydianParts } from "../library/index.ts";
import type { PreparedThreads } from "./prepare-threads.ts";

/** Prepares the chunkers, which work in threads. */
export function prepareChunking(
  { settings }: Configuration,
  threads: Pick<PreparedThreads, "open">,
): LydianParts["chunkers"] {
  return async () => {
    const { chooseChunkers } = await import("../engine/ingest/index.ts");
    const { inThread } = await threads.open();
    const chunkerFor = chooseChunkers(settings.chunking);
    return (mediaType) => inThread(chunkerFor(mediaType));
  };
}
