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

/**
 * Returns a function that asks in the current collection and shows the answer as it arrives. A private
 * question joins no conversation.
 */
export function useAsk(): (question: string, again?: AskAgain) => void {
  const { name } = useCollection();
  const isPrivate = usePrivacy();
  return (question, { conversation = newConversation(), quotesOnly } = {}) => {
    goTo(answerAddress(RUNNING));
    const onAnswer = ({ id }: { readonly id: string }): void => {
      if (new URLSearchParams(location.search).get("answer") === RUNNING) replaceAddress(answerAddress(id));
    };
    // An answer limited to quotes is not saved: asked again with a language model, it would differ.
    const isKept = !isPrivate && quotesOnly === undefined;
    const asked = { question, collection: name, conversation: isPrivate ? "" : conversation, isKept, onAnswer };
    void ask(quotesOnly === undefined ? asked : { ...asked, quotesOnly });
  };
}

/** Returns a random name for a new conversation. */
function newConversation(): string {
  const random = crypto.getRandomValues(new Uint8Array(20));
  return `page-${[...random].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join("")}`;
}
