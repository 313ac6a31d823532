import { goTo, replaceAddress, useCollection } from "../current/index.ts";
import { answerAddress, RUNNING } from "./answer-address.ts";
import { ask } from "./desk.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** Asks in the chosen collection, and shows the answer as it comes; `session` is that of the question before. */
export function useAsk(): (question: string, session?: string) => void {
  const { name } = useCollection();
  return (question, session = newSession()) => {
    goTo(answerAddress(RUNNING));
    const onAnswer = ({ id }: { readonly id: string }): void => {
      if (new URLSearchParams(location.search).get("answer") === RUNNING) replaceAddress(answerAddress(id));
    };
    void ask({ ...{ question, collection: name, session, save: true, onAnswer } });
  };
}

/** A name that no other conversation has. */
function newSession(): string {
  const random = crypto.getRandomValues(new Uint8Array(20));
  return `page-${[...random].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join("")}`;
}
