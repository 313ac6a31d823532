import type { Listener, Writer } from "../../core/index.ts";

/** Writer that writes nothing, for a dry run. */
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

/** Passes on all events except those of writes that a dry run skips. */
export function tellDry(emit: Listener): Listener {
  return (event) => {
    if (event.type !== "document-committed" && event.type !== "document-removed") emit(event);
  };
}
