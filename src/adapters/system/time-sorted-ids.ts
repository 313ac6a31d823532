import { randomBytes } from "node:crypto";
import type { Ids } from "../../core/index.ts";

const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;
const BASE = 36;

/** Ten digits of milliseconds since 1970, then sixteen random ones, 82 bits of chance. */
export const timeSortedIds: Ids = {
  next: (prefix) => `${prefix}_${Date.now().toString(BASE).padStart(TIME_DIGITS, "0")}${randomDigits()}`,
};

function randomDigits(): string {
  const digits = Array.from(randomBytes(RANDOM_DIGITS * 2)).flatMap((byte) =>
    // 252 is a multiple of 36: no digit is likelier than another.
    byte < 252 ? [(byte % BASE).toString(BASE)] : [],
  );
  return digits.length < RANDOM_DIGITS ? randomDigits() : digits.slice(0, RANDOM_DIGITS).join("");
}
