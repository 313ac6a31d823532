import type { Guard, Listener } from "../core/index.ts";
import type { Masks } from "./guard/guard-model.ts";
import { guardParts } from "./guard/guard-parts.ts";
import type { Lydian } from "./lydian.ts";
import type { LydianParts } from "./lydian-parts.ts";
import { createSearchOpener, type SearchContext } from "./search/open-search.ts";
import { createChunkingWarner } from "./search/warn-of-chunking.ts";

type Story<Args extends readonly unknown[], Result> = (context: SearchContext, ...args: Args) => Promise<Result>;

/** Makes a method of a story that is loaded by its first call. */
type MakeMethod = <Args extends readonly unknown[], Result>(
  load: () => Promise<Story<Args, Result>>,
) => (...args: Args) => Promise<Result>;

/**
 * Creates a `Lydian` from its parts. Each method loads its code at the first call. Otherwise a search on the command
 * line would spend more time on loading the code for adding and answering than on searching.
 */
export function createLydian(parts: LydianParts): Lydian {
  const listeners = new Set<Listener>();
  const contextFor = createContexts(parts, (event) => {
    for (const listener of listeners) listener(event);
  });
  const method: MakeMethod =
    (load) =>
    async (...args) =>
      (await load())(contextFor(args.at(-1)), ...args);

  return {
    store: parts.directory,

    search: method(async () => (await import("./search/search-collection.ts")).search),
    explain: method(async () => (await import("./search/explain.ts")).explain),
    countWords: method(async () => (await import("./search/count-words.ts")).countWords),

    ask: method(async () => (await import("./ask/ask-question.ts")).ask),
    checkClaim: method(async () => (await import("./ask/check-claim.ts")).checkClaim),
    summarize: method(async () => (await import("./survey/summarize-documents.ts")).summarize),
    estimateReading: method(async () => (await import("./survey/estimate-reading.ts")).estimateReading),

    add: method(async () => (await import("./add/add.ts")).add),
    sync: method(async () => (await import("./add/sync-sources.ts")).sync),
    watch: method(async () => (await import("./add/watch-folders.ts")).watch),
    embed: method(async () => (await import("./add/add.ts")).embed),
    reindex: method(async () => (await import("./add/reindex-collection.ts")).reindex),
    sources: method(async () => (await import("./add/sources.ts")).sources),
    removeSource: method(async () => (await import("./add/sources.ts")).removeSource),

    list: method(async () => (await import("./documents/documents.ts")).list),
    checkFilter: method(async () => (await import("./documents/check-filter.ts")).checkFilter),
    read: method(async () => (await import("./documents/documents.ts")).read),
    original: method(async () => (await import("./documents/documents.ts")).original),
    openOriginal: method(async () => (await import("./documents/documents.ts")).openOriginal),
    remove: method(async () => (await import("./documents/documents.ts")).remove),
    receipts: method(async () => (await import("./documents/receipts.ts")).receipts),
    status: method(async () => (await import("./status.ts")).status),

    conversations: method(async () => (await import("./conversations/conversations.ts")).conversations),
    conversation: method(async () => (await import("./conversations/conversations.ts")).conversation),
    removeConversations: method(async () => (await import("./conversations/conversations.ts")).removeConversations),

    checkText: method(async () => (await import("./guard/check-given-text.ts")).checkText),
    ...reviewMethods(method),
    ...mapMethods(method),

    savedAnswers: method(async () => (await import("./proof/saved-answers.ts")).savedAnswers),
    savedAnswer: method(async () => (await import("./proof/saved-answers.ts")).savedAnswer),
    removeAnswers: method(async () => (await import("./proof/saved-answers.ts")).removeAnswers),
    checkAnswers: method(async () => (await import("./proof/check-answers.ts")).checkAnswers),
    replayAnswer: method(async () => (await import("./proof/replay-answer.ts")).replayAnswer),
    proof: method(async () => (await import("./proof/proof.ts")).proof),
    writeProof: method(async () => (await import("./proof/proof.ts")).writeProof),
    verifyProof: method(async () => (await import("./proof/proof.ts")).verifyProof),

    calibrate: method(async () => (await import("./calibrate/calibrate.ts")).calibrate),
    calibration: method(async () => (await import("./calibrate/calibrate.ts")).calibration),
    forgetCalibration: method(async () => (await import("./calibrate/calibrate.ts")).forgetCalibration),

    models: method(async () => (await import("./models/model-info.ts")).models),
    testModel: method(async () => (await import("./models/test-model.ts")).testModel),
    pullModel: method(async () => (await import("./models/pull-model.ts")).pullModel),
    embedTexts: method(async () => (await import("./models/use-models.ts")).embedTexts),
    rerankTexts: method(async () => (await import("./models/use-models.ts")).rerankTexts),
    profiles: method(async () => (await import("./models/model-info.ts")).profiles),
    profile: method(async () => (await import("./models/model-info.ts")).profile),
    prompt: method(async () => (await import("./ask/preview-prompt.ts")).previewPrompt),

    exportTo: method(async () => (await import("./transfer/export-to.ts")).exportTo),
    importFrom: method(async () => (await import("./transfer/import-from.ts")).importFrom),
    backup: method(async () => (await import("./transfer/backup.ts")).backup),

    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => parts.close(),
  };
}

function mapMethods(method: MakeMethod) {
  return {
    embeddingSample: method(async () => (await import("./map/embedding-sample.ts")).embeddingSample),
    embedQuestions: method(async () => (await import("./map/embed-questions.ts")).embedQuestions),
  } satisfies Partial<Lydian>;
}

function reviewMethods(method: MakeMethod) {
  return {
    reviews: method(async () => (await import("./review/reviews.ts")).reviews),
    review: method(async () => (await import("./review/reviews.ts")).review),
    decideReview: method(async () => (await import("./review/reviews.ts")).decideReview),
    reviewOutcome: method(async () => (await import("./review/reviews.ts")).reviewOutcome),
  } satisfies Partial<Lydian>;
}

/** Returns the function that makes a call's context: its events also reach the call's own listener, if its options name one. */
function createContexts(parts: LydianParts, emit: Listener): (options: unknown) => SearchContext {
  const opener = createSearchOpener({ parts, emit });
  const warnOfChunking = createChunkingWarner({ parts });
  const contextOf = (listener: Listener): SearchContext => {
    const guardedBy = (guard: Guard, masks?: Masks) => {
      const guarded = guardParts(parts, { guard, emit: listener }, masks);
      return { parts: guarded, open: opener(listener, guarded) };
    };
    const { parts: guarded, open } = guardedBy(parts.guard);
    return { parts: { ...parts, ...guarded }, emit: listener, open, guardedBy, warnOfChunking };
  };
  const shared = contextOf(emit);

  return (options) => {
    const onEvent = listenerOf(options);
    if (onEvent === undefined) return shared;
    return contextOf((event) => {
      emit(event);
      onEvent(event);
    });
  };
}

function listenerOf(options: unknown): Listener | undefined {
  if (typeof options !== "object" || options === null || !("onEvent" in options)) return undefined;
  const { onEvent } = options;
  return typeof onEvent === "function" ? (event) => onEvent(event) : undefined;
}
