import { createHash } from "node:crypto";
import type { AccessKey, KeptKey, KeyStore } from "../core/index.ts";
import { isSecretOf, parseToken } from "./key-token.ts";

/** Maximum number of remembered tokens, more than a server has callers. The least recently used one is hashed again. */
const MAX_REMEMBERED = 1_000;

/** Returns the key of a token; undefined if it is unknown, wrong or revoked, without saying which. */
export type CheckKey = (token: string, signal: AbortSignal) => Promise<AccessKey | undefined>;

/**
 * Makes the function that checks tokens.
 *
 * Each call looks the key up, so a revoked key opens nothing from then on, in every process. Only the first call hashes
 * its secret: correct tokens are remembered, as hashes. Hashing runs one at a time, since each run takes 32 MB and a core.
 * So wrong keys wait for one another and delay nobody whose key is remembered.
 */
export function createKeyChecker(store: () => Promise<Pick<KeyStore, "readKey"> | undefined>): CheckKey {
  const remembered = new Set<string>();
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };

  return async (text, signal) => {
    const token = parseToken(text);
    const key = token && (await (await store())?.readKey(token.id, signal));
    if (token === undefined || key === undefined || key.revokedAt !== undefined) return undefined;

    const mark = markOf(text, key);
    if (!remembered.delete(mark) && !(await inTurn(() => isSecretOf(token.secret, key)))) return undefined;
    remembered.add(mark);
    const [oldest] = remembered;
    if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return withoutHash(key);
  };
}

const markOf = (text: string, { hash }: KeptKey): string =>
  createHash("sha256").update(text).update(hash).digest("base64");

/** Returns a key without its hash and salt, which callers do not need. */
export function withoutHash({ salt: _, hash: __, ...key }: KeptKey): AccessKey {
  return key;
}
