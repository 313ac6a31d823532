import { goTo, replaceAddress, useCollection } from "../current/index.ts";
import { answerAddress, RUNNING } from "./answer-address.ts";
import { ask } from "./desk.ts";
import { usePrivacy } from "./privacy.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

interface AskAgain {
  /** Conversation of the previous question; absent to begin a new one. */
  readonly conversation?: string;
  readonly quotesOnly?: true;
}

/** Asks in the chosen collection, and shows the answer as it comes. What is private is kept in no conversation either. */
export function useAsk(): (question: string, again?: AskAgain) => void {
  const { name } = useCollection();
  const isPrivate = usePrivacy();
  return (question, { conversation = newConversation(), quotesOnly } = {}) => {
    goTo(answerAddress(RUNNING));
    const onAnswer = ({ id }: { readonly id: string }): void => {
      if (new URLSearchParams(location.search).get("answer") === RUNNING) replaceAddress(answerAddress(id));
    };
    // Asked again, an answer by quotes would be another one where a language model is set: it is not kept.
    const isKept = !isPrivate && quotesOnly === undefined;
    const asked = { question, collection: name, conversation: isPrivate ? "" : conversation, isKept, onAnswer };
    void ask(quotesOnly === undefined ? asked : { ...asked, quotesOnly });
  };
}

/** A name that no other conversation has. */
function newConversation(): string {
  const random = crypto.getRandomValues(new Uint8Array(20));
  return `page-${[...random].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join("")}`;
}
