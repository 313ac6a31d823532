import { createHash } from "node:crypto";
import type { AccessKey, KeptKey, KeyStore } from "../core/index.ts";
import { isSecretOf } from "./hash-secret.ts";
import { parseToken } from "./key-token.ts";

/** More tokens than callers have; beyond it the one that was used longest ago is hashed again. */
const MOST_REMEMBERED = 1_000;

/** Whose key a token is; undefined for one that is unknown, wrong or revoked, without saying which. */
export type CheckKey = (token: string, signal: AbortSignal) => Promise<AccessKey | undefined>;

/**
 * A key is looked up at every call, so that a revoked one opens nothing from then on, in every process. Its secret is
 * hashed by the first call only: right tokens are remembered, as hashes. Hashing runs one at a time, since each takes
 * 32 MB and a core: wrong keys in a row wait for one another, and hold up nobody whose key is remembered.
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
    const kept = token && (await (await store())?.readKey(token.id, signal));
    if (token === undefined || kept === undefined || kept.revokedAt !== undefined) return undefined;
    const mark = markOf(text, kept);
    if (!remembered.delete(mark) && !(await inTurn(() => isSecretOf(token.secret, kept)))) return undefined;
    remembered.add(mark);
    const [oldest] = remembered;
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return withoutHash(kept);
  };
}

const markOf = (text: string, { hash }: KeptKey): string =>
  createHash("sha256").update(text).update(hash).digest("base64");

export function withoutHash({ salt: _, hash: __, ...key }: KeptKey): AccessKey {
  return key;
}
