import { createHash } from "node:crypto";

/** Tokens that were issued in a conversation, with digests in place of their values. */
export interface StoredMasks {
  /** Word in each digest that nobody can guess, so that equal values of two conversations have other digests. */
  readonly salt: string;
  /** The oldest first. */
  readonly tokens: readonly IssuedToken[];
}

export interface IssuedToken {
  /** Text that stands for a value, such as `[PERSON_1]`. */
  readonly token: string;
  /**
   * SHA-256 of the salt, the kind and the value, in base64url. Anyone who reads the salt can test guesses of short
   * values.
   */
  readonly digest: string;
}

/** Issues the tokens of one conversation. */
export interface MaskLedger {
  /** Returns the token of a value: that of its first use, or a new one. */
  tokenFor(type: string, value: string): string;
  /** Records a token that was issued before. */
  record(token: string, value: string): void;
  /** Returns the tokens to keep with the conversation: the latest, at most 500. */
  stored(): StoredMasks;
}

const MAX_STORED = 500;
const MAX_NAME = 40;

/**
 * Creates the ledger of a conversation.
 *
 * @param stored  tokens of its earlier turns; if it begins, none with a new salt
 */
export function createMaskLedger({ salt, tokens }: StoredMasks): MaskLedger {
  const tokenOf = new Map<string, string>();
  const highest = new Map<string, number>();

  const issue = (token: string, digest: string): void => {
    const { type, number } = readToken(token);
    tokenOf.set(digest, token);
    highest.set(type, Math.max(highest.get(type) ?? 0, number));
  };
  for (const { token, digest } of tokens) issue(token, digest);

  return {
    tokenFor(type, value) {
      const named = nameOf(type);
      const digest = digestOf(salt, named, value);
      const known = tokenOf.get(digest);
      if (known !== undefined) return known;
      const token = `[${named}_${(highest.get(named) ?? 0) + 1}]`;
      issue(token, digest);
      return token;
    },
    record: (token, value) => issue(token, digestOf(salt, readToken(token).type, value)),
    stored: () => ({
      salt,
      tokens: Array.from(tokenOf, ([digest, token]) => ({ token, digest })).slice(-MAX_STORED),
    }),
  };
}

/** Kinds of a user's own may have any name; tokens are found again by their form. */
function nameOf(type: string): string {
  const name = type
    .toUpperCase()
    .replace(/[^A-Z]+/g, "_")
    .replace(/^_+/, "")
    .slice(0, MAX_NAME);
  return name === "" ? "TOKEN" : name;
}

function readToken(token: string): { readonly type: string; readonly number: number } {
  const end = token.lastIndexOf("_");
  return { type: token.slice(1, end), number: Number(token.slice(end + 1, -1)) };
}

/** The same person may be written in capitals, or over two lines. */
function digestOf(salt: string, type: string, value: string): string {
  const normal = value.toLowerCase().replace(/\s+/g, " ");
  return createHash("sha256").update(`${salt}\n${type}\n${normal}`).digest("base64url");
}
