import type { Lydian } from "../calls/index.ts";
import type { Listener } from "../core/index.ts";
import { ask } from "./ask.ts";
import { createCalibrationCalls } from "./calibration-calls.ts";
import { signalOf } from "./call-context.ts";
import { list, read, remove } from "./documents.ts";
import type { LydianParts } from "./lydian-parts.ts";
import { createModelCalls } from "./model-calls.ts";
import { createSearchOpener } from "./open-search.ts";
import { createRecordCalls } from "./record-calls.ts";
import { search } from "./search.ts";
import { createSessionCalls } from "./session-calls.ts";
import { status } from "./status.ts";
import { createSurveyCalls } from "./survey-calls.ts";
import { createChunkingWarner } from "./warn-of-chunking.ts";

/** Joins the stories and the parts to the library that callers hold. */
export function createLydian(parts: LydianParts): Lydian {
  const listeners = new Set<Listener>();
  const context = {
    parts,
    emit: (event: Parameters<Listener>[0]) => {
      for (const listener of listeners) listener(event);
    },
  };
  const searching = { ...context, open: createSearchOpener(context), warnOfChunking: createChunkingWarner(context) };
  return {
    store: parts.directory,
    // A search from a cold shell would spend more time on loading what adds and answers than on searching.
    add: async (sources, options = {}) => (await import("./add.ts")).add(context, sources, options),
    sync: async (sources, options = {}) => (await import("./sync.ts")).sync(context, sources, options),
    watch: async (folders, options = {}) => (await import("./watch.ts")).watch(context, folders, options),
    sources: async (options = {}) => (await import("./sources.ts")).sources(context, options),
    removeSource: async (source, options = {}) => (await import("./sources.ts")).removeSource(context, source, options),
    embed: async (options = {}) => (await import("./add.ts")).embed(context, options),
    reindex: async (options = {}) => (await import("./reindex.ts")).reindex(context, options),
    backup: async (file, options = {}) => (await import("./backup.ts")).backup(context, file, options),
    exportTo: async (file, options = {}) => (await import("./export-to.ts")).exportTo(context, file, options),
    importFrom: async (file, options = {}) => (await import("./import-from.ts")).importFrom(context, file, options),
    search: (query, options = {}) => search(searching, query, options),
    ask: (question, options = {}) => ask(searching, question, options),
    explain: async (query, document, options = {}) =>
      (await import("./explain.ts")).explain(searching, { query, document }, options),
    read: (document, options = {}) => read(context, document, options),
    list: (options = {}) => list(context, options),
    receipts: async (options = {}) => (await import("./receipts.ts")).receipts(searching, options),
    remove: (documents, options = {}) => remove(context, documents, options),
    status: (options = {}) => status(context, signalOf(options)),
    ...createModelCalls(searching),
    ...createRecordCalls(searching),
    ...createSessionCalls(searching),
    ...createSurveyCalls(context),
    ...createCalibrationCalls(searching),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => parts.close(),
  };
}
