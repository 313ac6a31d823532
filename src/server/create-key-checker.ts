import type { AccessKey, KeptKey, KeyStore } from "../core/index.ts";
import { never, TooManyRequestsError } from "../core/index.ts";
import { createCallQueue } from "./create-call-queue.ts";
import { createFailedSecrets } from "./failed-secrets.ts";
import { hashSecret, hasSlowHash, isSecretOf, type KeyToken, parseToken } from "./key-token.ts";
import type { ServerParts } from "./server-parts.ts";

/** Maximum number of secrets that wait to be compared with a slow hash. */
const MAX_WAITING = 256;

export interface CheckKeyOptions {
  readonly signal?: AbortSignal;
  /** Address that the token came from. Wrong secrets are counted by sender and key. Default: none. */
  readonly sender?: string;
}

/** Returns the key of a token; undefined if it is unknown, wrong or revoked, without saying which. */
type CheckKey = (token: string, options?: CheckKeyOptions) => Promise<AccessKey | undefined>;

/** Parts that check keys: `state.db`, random bytes for new hashes, and the comparison, which tests replace. */
export interface KeyCheckerParts {
  readonly state: {
    read(): Promise<Pick<KeyStore, "readKey"> | undefined>;
    write(): Promise<Pick<KeyStore, "replaceHash">>;
  };
  readonly secrets: ServerParts["secrets"];
  readonly isRight?: typeof isSecretOf;
}

/**
 * Makes the function that checks tokens.
 *
 * Each call looks the key up, so a revoked key gives no access from then on, in every process. Every secret is compared,
 * which takes microseconds: a right one is accepted whatever others have sent. After ten wrong ones of a sender for a
 * key, further wrong ones are rejected for a minute.
 *
 * Keys of earlier versions have a slow hash, which takes 32 MB and a core for a tenth of a second. It is computed for
 * one secret at a time and not for a sender with ten wrong ones. The first right secret replaces it by a fast one.
 */
export function createKeyChecker({ state, secrets, isRight = isSecretOf }: KeyCheckerParts): CheckKey {
  const failedSecrets = createFailedSecrets();
  const slowChecks = createCallQueue({ maxRunning: 1, maxWaiting: MAX_WAITING, rejection });

  async function checkSlowly({ secret }: KeyToken, key: KeptKey, sender: string, signal: AbortSignal) {
    await failedSecrets.requireFew(sender, key.id);
    const isAccepted = await slowChecks.inTurn(async () => {
      // The sender may fail while this call waits.
      await failedSecrets.requireFew(sender, key.id);
      return isRight(secret, key);
    }, signal);
    if (isAccepted) await replaceHash(secret, key, signal);
    return isAccepted;
  }

  async function replaceHash(secret: string, key: KeptKey, signal: AbortSignal): Promise<void> {
    try {
      await (await state.write()).replaceHash(key, hashSecret(secret, secrets), signal);
    } catch {
      // The key is right, so a disk that is full must not refuse it. The next call tries again.
      signal.throwIfAborted();
    }
  }

  return async (text, { signal = never, sender = "" } = {}) => {
    const token = parseToken(text);
    const key = token && (await (await state.read())?.readKey(token.id, signal));
    if (token === undefined || key === undefined || key.revokedAt !== undefined) return undefined;

    const isAccepted = hasSlowHash(key)
      ? await checkSlowly(token, key, sender, signal)
      : await isRight(token.secret, key);
    if (isAccepted) return withoutHash(key);

    await failedSecrets.count(sender, key.id);
    return undefined;
  };
}

const rejection = (maxWaiting: number) =>
  new TooManyRequestsError(`${maxWaiting} keys are waiting to be checked, which is the maximum.`, {
    hint: "Retry after `Retry-After` seconds.",
  });

/** Returns a key without its hash and salt, which callers do not need. */
export function withoutHash({ salt: _, hash: __, ...key }: KeptKey): AccessKey {
  return key;
}
