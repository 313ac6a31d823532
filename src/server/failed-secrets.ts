import { RateLimiterMemory } from "rate-limiter-flexible";
import { TooManyRequestsError } from "../core/index.ts";

const MAX_FAILED = 10;
const PERIOD_SECONDS = 60;

/** Counts wrong secrets by the sender of a call and the id of the key, for a minute. */
export interface FailedSecrets {
  /** Returns whether the sender has failed lately with this key. @throws {TooManyRequestsError} if too often */
  hasFailed(sender: string, keyId: string): Promise<boolean>;
  count(sender: string, keyId: string): Promise<void>;
}

export function createFailedSecrets(): FailedSecrets {
  const failures = new RateLimiterMemory({ points: MAX_FAILED, duration: PERIOD_SECONDS });
  const nameOf = (sender: string, keyId: string) => `${keyId} ${sender}`;

  return {
    async hasFailed(sender, keyId) {
      const failed = await failures.get(nameOf(sender, keyId));
      if (failed === null || failed.consumedPoints < MAX_FAILED) return failed !== null;
      const retryAfterSeconds = Math.max(1, Math.ceil(failed.msBeforeNext / 1_000));
      throw new TooManyRequestsError(
        `${MAX_FAILED} wrong secrets of this key came from this address within a minute.`,
        {
          hint: `Check the key, and wait ${retryAfterSeconds} s.`,
          retryAfterSeconds,
        },
      );
    },
    async count(sender, keyId) {
      await failures.penalty(nameOf(sender, keyId), 1);
    },
  };
}
