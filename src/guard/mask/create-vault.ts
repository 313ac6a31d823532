import type { GuardSpan } from "../../core/index.ts";
import { redactSpans } from "../redact-spans.ts";

/** One masked value. */
export interface MaskedValue {
  /** Text that stands for it, such as `[PERSON_1]`. */
  readonly token: string;
  readonly value: string;
}

/** Masks personal data of one conversation, and restores it. The same value always has the same token. */
export interface Vault {
  /** Replaces parts of a text by tokens. What looks like a token already is masked too, so that it is never restored as another value. */
  mask(text: string, spans: readonly GuardSpan[]): string;
  /** Replaces tokens by their values. */
  restore(text: string): string;
  /** Starts to restore a text that arrives in pieces. */
  restoreStream(): RestoringStream;
  /** Returns all values, the oldest first, to keep them with the conversation. */
  values(): readonly MaskedValue[];
}

export interface RestoringStream {
  /** Adds a piece. Returns what is complete. */
  push(piece: string): string;
  /** Ends the text. Returns the rest. */
  end(): string;
}

const token = /\[[A-Z][A-Z_]*_[1-9]\d{0,8}\]/g;
/** The beginning of a token at the end of a text. */
const openToken = /\[(?:[A-Z][A-Z_]*(?:[1-9]\d{0,8})?)?$/;
/** No kind of personal data has a longer name. */
const MAX_TOKEN = 64;
const TOKEN_TYPE = "TOKEN";

/**
 * Creates the vault of a conversation.
 *
 * @param known  values of earlier turns, the oldest first
 */
export function createVault(known: readonly MaskedValue[] = []): Vault {
  const storedValues = new Map(known.map(({ token, value }) => [token, value]));
  const tokenOf = new Map(known.map(({ token, value }) => [keyOf(typeOf(token), value), token]));
  const counts = new Map<string, number>();
  for (const { token } of known) counts.set(typeOf(token), (counts.get(typeOf(token)) ?? 0) + 1);

  const maskValue = ({ type }: GuardSpan, value: string): string => {
    const key = keyOf(type, value);
    const before = tokenOf.get(key);
    if (before !== undefined) return before;
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    const next = `[${type}_${count}]`;
    tokenOf.set(key, next);
    storedValues.set(next, value);
    return next;
  };
  const restore = (text: string): string => text.replace(token, (found) => storedValues.get(found) ?? found);

  return {
    mask: (text, spans) => redactSpans(text, [...spans, ...findTokens(text)], maskValue),
    restore,
    restoreStream() {
      let held = "";
      return {
        push(piece) {
          held += piece;
          const open = openToken.exec(held.slice(-MAX_TOKEN));
          const end = held.length - (open?.[0].length ?? 0);
          const complete = restore(held.slice(0, end));
          held = held.slice(end);
          return complete;
        },
        end() {
          const rest = restore(held);
          held = "";
          return rest;
        },
      };
    },
    values: () => Array.from(storedValues, ([each, value]) => ({ token: each, value })),
  };
}

function findTokens(text: string): readonly GuardSpan[] {
  return Array.from(text.matchAll(token), ({ 0: found, index }) => {
    return { start: index, end: index + found.length, type: TOKEN_TYPE, evidence: "form" };
  });
}

function typeOf(token: string): string {
  return token.slice(1, token.lastIndexOf("_"));
}

/** The same person may be written in capitals, or over two lines. */
function keyOf(type: string, value: string): string {
  return `${type}\n${value.toLowerCase().replace(/\s+/g, " ")}`;
}
