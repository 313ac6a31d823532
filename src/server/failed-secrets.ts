import { RateLimiterMemory } from "rate-limiter-flexible";
import { TooManyRequestsError } from "../core/index.ts";

const MAX_FAILED = 10;
const PERIOD_SECONDS = 60;

/** Counts wrong secrets by the sender of a call and the id of the key, for a minute. */
export interface FailedSecrets {
  /** @throws {TooManyRequestsError} if the sender has sent ten wrong secrets of this key within a minute */
  requireFew(sender: string, keyId: string): Promise<void>;
  /** Counts a wrong secret. @throws {TooManyRequestsError} if it is more than the tenth within a minute */
  count(sender: string, keyId: string): Promise<void>;
}

export function createFailedSecrets(): FailedSecrets {
  const failures = new RateLimiterMemory({ points: MAX_FAILED, duration: PERIOD_SECONDS });
  const nameOf = (sender: string, keyId: string) => `${keyId} ${sender}`;

  return {
    async requireFew(sender, keyId) {
      const failed = await failures.get(nameOf(sender, keyId));
      if (failed !== null && failed.consumedPoints >= MAX_FAILED) throw tooManyFailed(failed.msBeforeNext);
    },
    async count(sender, keyId) {
      const failed = await failures.penalty(nameOf(sender, keyId), 1);
      if (failed.consumedPoints > MAX_FAILED) throw tooManyFailed(failed.msBeforeNext);
    },
  };
}

function tooManyFailed(waitMs: number): TooManyRequestsError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return new TooManyRequestsError(`${MAX_FAILED} wrong secrets of this key came from this address within a minute.`, {
    hint: `Check the key, and wait ${retryAfterSeconds} s.`,
    retryAfterSeconds,
  });
}
