/** Compares UTF-8 texts byte by byte; a prefix comes first. Returns a negative number, zero or a positive number. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/**
 * Compares UTF-8 texts in the order of their UTF-16 code units. It differs from the order of bytes in one point:
 * characters of four bytes come before those from U+E000 on.
 */
export function compareInCodeUnits(left: Uint8Array, right: Uint8Array): number {
  const shared = sharedPrefix(left, right);
  const [leftByte, rightByte] = [left[shared], right[shared]];
  if (leftByte === undefined || rightByte === undefined) return left.length - right.length;
  const isLeftFour = leftByte >= MIN_LEAD_OF_FOUR;
  const isRightFour = rightByte >= MIN_LEAD_OF_FOUR;
  if (isLeftFour !== isRightFour && Math.min(leftByte, rightByte) >= MIN_LEAD_FROM_E000) return isLeftFour ? -1 : 1;
  return leftByte - rightByte;
}

/** Smallest first byte of a character of four bytes. */
const MIN_LEAD_OF_FOUR = 0xf0;
/** Smallest first byte of a character from U+E000 on. */
const MIN_LEAD_FROM_E000 = 0xee;

/** Returns the number of bytes at the beginning that both share. */
export function sharedPrefix(left: Uint8Array, right: Uint8Array): number {
  const limit = Math.min(left.length, right.length);
  let length = 0;
  while (length < limit && left[length] === right[length]) length++;
  return length;
}

/** Compares strings by UTF-16 code units, as `<` does. Returns -1, 0 or 1. */
export function compareStrings(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
