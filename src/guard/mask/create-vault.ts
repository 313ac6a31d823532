import type { GuardSpan } from "../../core/index.ts";
import { redactSpans } from "../run/redact-spans.ts";
import { createMaskLedger, type MaskLedger, type StoredMasks } from "./create-mask-ledger.ts";

/** One masked value. */
export interface MaskedValue {
  /** Text that stands for it, such as `[PERSON_1]`. */
  readonly token: string;
  readonly value: string;
}

/** Masks values in texts, and restores them. The same value always has the same token. */
export interface Vault {
  /**
   * Replaces parts of a text by tokens. What looks like a token already is masked too, so that it is
   * never restored as another value.
   */
  mask(text: string, spans: readonly GuardSpan[]): string;
  /** Replaces the tokens of masked values by these values. Other tokens stay. */
  restore(text: string): string;
  /** Starts to restore a text that arrives in pieces. */
  restoreStream(): RestoringStream;
  /** Returns all values, the oldest first, to restore them later. */
  values(): readonly MaskedValue[];
}

export interface RestoringStream {
  /** Adds a piece. Returns the complete part. */
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

export interface VaultOptions {
  /** Values that were masked before and can be restored, the oldest first. Default: none. */
  readonly known?: readonly MaskedValue[];
  /** Issues the tokens, so that several vaults of a conversation use the same ones. Default: a new ledger. */
  readonly ledger?: MaskLedger;
}

/** The digests of a vault's own ledger are stored nowhere, so they need no salt. */
const unsaltedMasks: StoredMasks = { salt: "", tokens: [] };

/** Creates a vault. It restores only the values that it has masked itself, and the known ones. */
export function createVault({ known = [], ledger = createMaskLedger(unsaltedMasks) }: VaultOptions = {}): Vault {
  const masked = new Map(known.map(({ token, value }) => [token, value]));
  for (const { token, value } of known) ledger.record(token, value);

  const maskValue = ({ type }: GuardSpan, value: string): string => {
    const issued = ledger.tokenFor(type, value);
    if (!masked.has(issued)) masked.set(issued, value);
    return issued;
  };
  const restore = (text: string): string => text.replace(token, (found) => masked.get(found) ?? found);

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
    values: () => Array.from(masked, ([issued, value]) => ({ token: issued, value })),
  };
}

function findTokens(text: string): readonly GuardSpan[] {
  return Array.from(text.matchAll(token), ({ 0: found, index }) => {
    return { start: index, end: index + found.length, type: TOKEN_TYPE, evidence: "form" };
  });
}
