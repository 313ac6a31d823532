import { createWorkBudget, type GuardEngine, type Listener, never } from "../core/index.ts";
import { ingestCalls } from "./add/ingest-calls.ts";
import type { AnswerContext } from "./answer/answer-context.ts";
import { askCalls } from "./ask/ask-calls.ts";
import { calibrationCalls } from "./calibrate/calibration-calls.ts";
import type { CallGroup } from "./call/call-group.ts";
import { meterGuard, meterVerifier } from "./call/meter-parts.ts";
import { conversationCalls } from "./conversations/conversation-calls.ts";
import { documentCalls } from "./documents/document-calls.ts";
import { guardCalls } from "./guard/guard-calls.ts";
import type { Masks } from "./guard/guard-model.ts";
import { type GuardedParts, guardParts } from "./guard/guard-parts.ts";
import type { Lydian } from "./lydian.ts";
import { mapCalls } from "./map/map-calls.ts";
import { modelCalls } from "./models/model-calls.ts";
import type { LydianParts } from "./parts/lydian-parts.ts";
import { proofCalls } from "./proof/proof-calls.ts";
import { reviewCalls } from "./review/review-calls.ts";
import { searchCalls } from "./search/search-calls.ts";
import { createSearchMemory } from "./search/search-memory.ts";
import { surveyCalls } from "./survey/survey-calls.ts";
import { transferCalls } from "./transfer/transfer-calls.ts";

type ContextFor = (options: unknown) => AnswerContext;

/**
 * Creates a `Lydian` from its parts. Each group of calls loads its code at the first call. Otherwise a search on the
 * command line would spend more time on loading the code for adding and answering than on searching.
 */
export function createLydian(parts: LydianParts): Lydian {
  const listeners = new Set<Listener>();
  const contextFor = createContexts(parts, (event) => {
    for (const listener of listeners) listener(event);
  });

  return {
    store: parts.directory,

    ...methodsOf(searchCalls, contextFor),
    ...methodsOf(askCalls, contextFor),
    ...methodsOf(surveyCalls, contextFor),
    ...methodsOf(ingestCalls, contextFor),
    ...methodsOf(documentCalls, contextFor),
    ...methodsOf(conversationCalls, contextFor),
    ...methodsOf(guardCalls, contextFor),
    ...methodsOf(reviewCalls, contextFor),
    ...methodsOf(proofCalls, contextFor),
    ...methodsOf(calibrationCalls, contextFor),
    ...methodsOf(modelCalls, contextFor),
    ...methodsOf(mapCalls, contextFor),
    ...methodsOf(transferCalls, contextFor),

    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => parts.close(),
  };
}

/** Makes the methods of a group. A call's last argument is its options, which may name a listener. */
function methodsOf<Calls>({ load, names }: CallGroup<Calls, AnswerContext>, contextFor: ContextFor): Calls {
  const methods = names.map((name) => [
    name,
    async (...args: readonly unknown[]) => {
      const functions = await load();
      return functions[name](contextFor(args.at(-1)), ...args);
    },
  ]);
  return Object.fromEntries(methods);
}

/**
 * Returns the function that makes a call's context: its events also reach the call's own listener, if its options name
 * one, and its work has a budget.
 */
function createContexts(parts: LydianParts, emit: Listener): (options: unknown) => AnswerContext {
  const memory = createSearchMemory(parts);
  const contextOf = (listener: Listener, signal: AbortSignal): AnswerContext => {
    const work = createWorkBudget(signal);
    const guardedBy = (guard: GuardEngine, masks?: Masks) => {
      const { verifier, ...guarded } = guardParts(parts, { guard, emit: listener }, masks);
      return { ...guarded, verifier: (count) => meterVerifier(verifier(count), work) } satisfies GuardedParts;
    };
    const guarded = guardedBy(meterGuard(parts.guard, work));
    const renew = () => contextOf(listener, signal);
    return { parts: { ...parts, ...guarded }, emit: listener, memory, work, guardedBy, renew };
  };

  return (options) => {
    const { onEvent, signal = never } = optionsOf(options);
    if (onEvent === undefined) return contextOf(emit, signal);
    const tell: Listener = (event) => {
      emit(event);
      onEvent(event);
    };
    return contextOf(tell, signal);
  };
}

/** Returns the options of any call that its context needs. */
function optionsOf(options: unknown): { readonly onEvent?: Listener; readonly signal?: AbortSignal } {
  if (typeof options !== "object" || options === null) return {};
  const onEvent = "onEvent" in options ? options.onEvent : undefined;
  const signal = "signal" in options ? options.signal : undefined;
  return {
    onEvent: typeof onEvent === "function" ? (event) => onEvent(event) : undefined,
    signal: signal instanceof AbortSignal ? signal : undefined,
  };
}
