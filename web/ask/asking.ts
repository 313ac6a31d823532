import type { Answer, Passage } from "../../src/core/index.ts";
import type { Verdict } from "../pieces/index.ts";
import { addPlaces, type Place, type Reading, readAnswer } from "../reading/index.ts";

/** State of a question, from its search to its answer or failure. */
export interface Asking extends Reading {
  readonly question: string;
  readonly collection: string;
  /** Conversation of the question; empty if it belongs to none. */
  readonly conversation: string;
  /** True if the answer is saved, so its address can be shared. */
  readonly isKept: boolean;
  readonly phase: "searching" | "answering" | "done" | "stopped" | "failed";
  /** Number of questions that the server answers first; absent if it did not have to wait. */
  readonly ahead?: number;
  readonly passages: readonly Passage[];
  /** Sentences that are not checked yet, oldest first; empty once the answer is complete. */
  readonly drafts: readonly string[];
  readonly answer?: Answer;
  readonly error?: Error;
}

export type AskEvent =
  | { readonly type: "queued"; readonly ahead: number }
  | { readonly type: "passages"; readonly passages: readonly Passage[] }
  | { readonly type: "draft"; readonly text: string }
  | { readonly type: "retracted"; readonly text: string }
  | { readonly type: "sentence"; readonly number: number; readonly text: string }
  | {
      readonly type: "verdict";
      readonly number: number;
      readonly verdict: Verdict;
      readonly why: string;
      readonly citations: readonly Omit<Place, "number">[];
    }
  | { readonly type: "done"; readonly answer: Answer }
  | { readonly type: "stopped" }
  | { readonly type: "failed"; readonly error: Error };

export function beginAsking(asked: Pick<Asking, "question" | "collection" | "conversation" | "isKept">): Asking {
  return { ...asked, phase: "searching", passages: [], drafts: [], sentences: [], places: [] };
}

export const isRunning = ({ phase }: Asking): boolean => phase === "searching" || phase === "answering";

/** Returns the state after an event; the complete answer replaces the streamed parts. */
export function follow(asking: Asking, event: AskEvent): Asking {
  switch (event.type) {
    case "queued":
      return { ...asking, ahead: event.ahead };
    case "passages":
      return { ...asking, phase: "answering", passages: event.passages };
    case "draft":
      return { ...asking, phase: "answering", drafts: [...asking.drafts, event.text] };
    case "retracted":
      return { ...asking, drafts: without(asking.drafts, event.text) };
    case "sentence": {
      const sentences = [...asking.sentences];
      sentences[event.number] = { text: event.text, why: "", places: [] };
      return { ...asking, phase: "answering", drafts: without(asking.drafts, event.text), sentences };
    }
    case "verdict":
      return judge(asking, event);
    case "done":
      return {
        ...asking,
        phase: "done",
        drafts: [],
        passages: event.answer.passages,
        answer: event.answer,
        ...readAnswer(event.answer),
      };
    case "stopped":
      return { ...asking, phase: "stopped", drafts: [] };
    case "failed":
      return { ...asking, phase: "failed", drafts: [], error: event.error };
  }
}

function judge(asking: Asking, event: Extract<AskEvent, { readonly type: "verdict" }>): Asking {
  const { places, numbers } = addPlaces(
    asking.places,
    event.citations.map(({ documentId, span, quote }) => ({ documentId, span, quote })),
  );
  const sentences = asking.sentences.map((sentence, at) =>
    at === event.number ? { ...sentence, verdict: event.verdict, why: event.why, places: numbers } : sentence,
  );
  return { ...asking, sentences, places };
}

/** Returns the drafts without the oldest one that has this text. */
function without(drafts: readonly string[], text: string): readonly string[] {
  const at = drafts.indexOf(text);
  return at === -1 ? drafts : drafts.toSpliced(at, 1);
}
