import type { Answer, Passage } from "../../src/core/index.ts";
import type { Verdict } from "../pieces/index.ts";
import { addPlaces, type Place, type Reading, readAnswer } from "../reading/index.ts";

/** A question while it is being answered, and how that ended. */
export interface Asking extends Reading {
  readonly question: string;
  readonly collection: string;
  readonly session: string;
  readonly phase: "searching" | "answering" | "done" | "stopped" | "failed";
  readonly passages: readonly Passage[];
  readonly answer?: Answer;
  readonly error?: Error;
}

export type AskEvent =
  | { readonly type: "passages"; readonly passages: readonly Passage[] }
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

export function beginAsking(asked: Pick<Asking, "question" | "collection" | "session">): Asking {
  return { ...asked, phase: "searching", passages: [], sentences: [], places: [] };
}

export const isRunning = ({ phase }: Asking): boolean => phase === "searching" || phase === "answering";

/** What is known after an event; the whole answer takes the place of what came bit by bit. */
export function follow(asking: Asking, event: AskEvent): Asking {
  switch (event.type) {
    case "passages":
      return { ...asking, phase: "answering", passages: event.passages };
    case "sentence": {
      const sentences = [...asking.sentences];
      sentences[event.number] = { text: event.text, why: "", places: [] };
      return { ...asking, phase: "answering", sentences };
    }
    case "verdict":
      return judge(asking, event);
    case "done":
      return {
        ...asking,
        phase: "done",
        passages: event.answer.passages,
        answer: event.answer,
        ...readAnswer(event.answer),
      };
    case "stopped":
      return { ...asking, phase: "stopped" };
    case "failed":
      return { ...asking, phase: "failed", error: event.error };
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
