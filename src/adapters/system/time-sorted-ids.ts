import { randomBytes } from "node:crypto";
import type { Ids } from "../../core/index.ts";

const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;
const BASE = 36;

/**
 * Ids that sort by time: ten digits for the milliseconds since 1970, then sixteen random ones (82 bits), in base 36.
 */
export const timeSortedIds: Ids = {
  next: (prefix) => `${prefix}_${Date.now().toString(BASE).padStart(TIME_DIGITS, "0")}${randomDigits()}`,
};

function randomDigits(): string {
  const digits = Array.from(randomBytes(RANDOM_DIGITS * 2)).flatMap((byte) =>
    // 252 is a multiple of 36, so all digits are equally likely.
    byte < 252 ? [(byte % BASE).toString(BASE)] : [],
  );
  return digits.length < RANDOM_DIGITS ? randomDigits() : digits.slice(0, RANDOM_DIGITS).join("");
}
