import type { Listener } from "../core/index.ts";
import { ask } from "./ask/ask.ts";
import { createCalibrationCalls } from "./calibration-calls.ts";
import { signalOf } from "./call-context.ts";
import type { CallOptions } from "./call-options.ts";
import { createConversationCalls } from "./conversation-calls.ts";
import { list, original, read, remove } from "./documents/documents.ts";
import type { Lydian } from "./lydian.ts";
import type { LydianParts } from "./lydian-parts.ts";
import { createMappingCalls } from "./mapping-calls.ts";
import { createModelCalls } from "./model-calls.ts";
import { createSavedAnswerCalls } from "./saved-answer-calls.ts";
import { createSearchOpener } from "./search/open-search.ts";
import { search } from "./search/search.ts";
import { createChunkingWarner } from "./search/warn-of-chunking.ts";
import { status } from "./status.ts";
import { createSurveyCalls } from "./survey-calls.ts";

/** Joins the stories and the parts to the library that callers hold. */
export function createLydian(parts: LydianParts): Lydian {
  const listeners = new Set<Listener>();
  const context = {
    parts,
    emit: (event: Parameters<Listener>[0]) => {
      for (const listener of listeners) listener(event);
    },
  };
  const opener = createSearchOpener(context);
  const searching = { ...context, open: opener(context.emit), warnOfChunking: createChunkingWarner(context) };
  const during = ({ onEvent }: CallOptions): typeof searching => {
    if (onEvent === undefined) return searching;
    const emit = tellBoth(context.emit, onEvent);
    return { ...searching, emit, open: opener(emit) };
  };
  const adding: Pick<Lydian, "add" | "sync" | "reindex" | "embed"> = {
    // A search from a cold shell would spend more time on loading what adds and answers than on searching.
    add: async (sources, options = {}) => (await import("./add/add.ts")).add(during(options), sources, options),
    sync: async (sources, options = {}) => (await import("./add/sync.ts")).sync(during(options), sources, options),
    embed: async (options = {}) => (await import("./add/add.ts")).embed(during(options), options),
    reindex: async (options = {}) => (await import("./add/reindex.ts")).reindex(during(options), options),
  };
  return {
    store: parts.directory,
    ...adding,
    watch: async (folders, options = {}) => (await import("./add/watch.ts")).watch(during(options), folders, options),
    sources: async (options = {}) => (await import("./add/sources.ts")).sources(context, options),
    removeSource: async (source, options = {}) =>
      (await import("./add/sources.ts")).removeSource(during(options), source, options),
    backup: async (file, options = {}) => (await import("./transfer/backup.ts")).backup(context, file, options),
    exportTo: async (file, options = {}) => (await import("./transfer/export-to.ts")).exportTo(context, file, options),
    importFrom: async (file, options = {}) =>
      (await import("./transfer/import-from.ts")).importFrom(context, file, options),
    search: (query, options = {}) => search(during(options), query, options),
    ask: (question, options = {}) => ask(during(options), question, options),
    checkClaim: async (claim, options = {}) =>
      (await import("./ask/check-claim.ts")).checkClaim(during(options), claim, options),
    explain: async (query, document, options = {}) =>
      (await import("./search/explain.ts")).explain(during(options), { query, document }, options),
    countWords: async (question, options = {}) =>
      (await import("./search/count-words.ts")).countWords(context, question, options),
    read: (document, options = {}) => read(context, document, options),
    original: (document, options = {}) => original(context, document, options),
    list: (options = {}) => list(context, options),
    receipts: async (options = {}) => (await import("./add/receipts.ts")).receipts(searching, options),
    remove: (documents, options = {}) => remove(context, documents, options),
    status: (options = {}) => status(context, signalOf(options)),
    ...createModelCalls(searching),
    ...createMappingCalls(context),
    ...createSavedAnswerCalls(searching),
    ...createConversationCalls(searching),
    ...createSurveyCalls(context),
    ...createCalibrationCalls(searching),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => parts.close(),
  };
}

function tellBoth(one: Listener, other: Listener): Listener {
  return (event) => {
    one(event);
    other(event);
  };
}
