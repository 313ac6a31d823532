import { createHash } from "node:crypto";
import { type AccessKey, type KeptKey, type KeyStore, never, TooManyRequestsError } from "../core/index.ts";
import { createCallQueue } from "./create-call-queue.ts";
import { createFailedSecrets } from "./failed-secrets.ts";
import { isSecretOf, parseToken } from "./key-token.ts";

/** Maximum number of remembered tokens, more than a server has callers. The least recently used one is hashed again. */
const MAX_REMEMBERED = 1_000;

/** Maximum number of secrets that wait to be hashed. */
const MAX_WAITING = 256;

export interface CheckKeyOptions {
  readonly signal?: AbortSignal;
  /** Address that the token came from. Wrong secrets are counted by sender and key. Default: none. */
  readonly sender?: string;
}

/** Returns the key of a token; undefined if it is unknown, wrong or revoked, without saying which. */
type CheckKey = (token: string, options?: CheckKeyOptions) => Promise<AccessKey | undefined>;

/**
 * Makes the function that checks tokens.
 *
 * Each call looks the key up, so a revoked key opens nothing from then on, in every process. Only the first call hashes
 * its secret, which takes 32 MB and a core: correct tokens are remembered, as hashes. Two secrets are hashed at a time,
 * one from a sender who has not failed and one from a sender who has. So wrong secrets wait for one another and delay
 * nobody else. After ten of them, further ones are rejected before they are hashed. A caller who disconnects while
 * waiting is dropped.
 */
export function createKeyChecker(
  store: () => Promise<Pick<KeyStore, "readKey"> | undefined>,
  isRight: typeof isSecretOf = isSecretOf,
): CheckKey {
  const remembered = new Set<string>();
  const failedSecrets = createFailedSecrets();
  const newcomers = createCallQueue({ maxRunning: 1, maxWaiting: MAX_WAITING, rejection });
  const suspects = createCallQueue({ maxRunning: 1, maxWaiting: MAX_WAITING, rejection });

  const hash = async ({ secret, key, mark, sender }: Attempt): Promise<boolean> => {
    if (remembered.has(mark) || (await isRight(secret, key))) return true;
    await failedSecrets.count(sender, key.id);
    return false;
  };
  const check = async (attempt: Attempt, signal: AbortSignal): Promise<boolean> => {
    const hasFailed = () => failedSecrets.hasFailed(attempt.sender, attempt.key.id);
    // The sender may fail while this call waits, so each turn asks again.
    const result = (await hasFailed())
      ? undefined
      : await newcomers.inTurn(async () => ((await hasFailed()) ? undefined : hash(attempt)), signal);
    if (result !== undefined) return result;
    return suspects.inTurn(async () => {
      await hasFailed();
      return hash(attempt);
    }, signal);
  };

  return async (text, { signal = never, sender = "" } = {}) => {
    const token = parseToken(text);
    const key = token && (await (await store())?.readKey(token.id, signal));
    if (token === undefined || key === undefined || key.revokedAt !== undefined) return undefined;

    const mark = markOf(text, key);
    if (!remembered.has(mark) && !(await check({ secret: token.secret, key, mark, sender }, signal))) return undefined;
    remembered.delete(mark);
    remembered.add(mark);
    const [oldest] = remembered;
    if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return withoutHash(key);
  };
}

/** A secret that was sent for a key. */
interface Attempt {
  readonly secret: string;
  readonly key: KeptKey;
  /** Hash of the token and the key. */
  readonly mark: string;
  readonly sender: string;
}

const rejection = (maxWaiting: number) =>
  new TooManyRequestsError(`${maxWaiting} keys are waiting to be checked, which is the maximum.`, {
    hint: "Retry after `Retry-After` seconds.",
  });

const markOf = (text: string, { hash }: KeptKey): string =>
  createHash("sha256").update(text).update(hash).digest("base64");

/** Returns a key without its hash and salt, which callers do not need. */
export function withoutHash({ salt: _, hash: __, ...key }: KeptKey): AccessKey {
  return key;
}
