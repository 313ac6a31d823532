import type { Listener, Writer } from "../../core/index.ts";

/** A writer that writes nothing, for a call that only asks what would be done. */
export const dryWriter: Writer = {
  commit: async ({ removeIds }) => ({ generation: 0, removed: removeIds.length }),
  attachVectors: async () => false,
  cacheVectors: async () => undefined,
  merge: async () => 0,
  swapSpace: async () => false,
  putSource: async () => undefined,
  updateSource: async () => true,
  removeSource: async () => undefined,
  putOrigins: async () => undefined,
};

/** Tells all but what was not done. */
export function tellDry(emit: Listener): Listener {
  return (event) => {
    if (event.type !== "document-committed" && event.type !== "document-removed") emit(event);
  };
}
