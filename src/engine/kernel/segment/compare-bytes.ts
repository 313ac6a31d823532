/** Negative, zero or positive: the order of UTF-8 bytes, a prefix before what it begins. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** As `compareBytes`, in the order of UTF-16 code units: four-byte characters stand before those from U+E000 on. */
export function compareInCodeUnits(left: Uint8Array, right: Uint8Array): number {
  const shared = sharedPrefix(left, right);
  const [one, other] = [left[shared], right[shared]];
  if (one === undefined || other === undefined) return left.length - right.length;
  const isFour = one >= FIRST_OF_FOUR;
  if (isFour !== other >= FIRST_OF_FOUR && Math.min(one, other) >= FIRST_FROM_E000) return isFour ? -1 : 1;
  return one - other;
}

/** First bytes: of characters of four bytes, and of those of three from U+E000 on. */
const FIRST_OF_FOUR = 0xf0;
const FIRST_FROM_E000 = 0xee;

/** How many bytes both begin with. */
export function sharedPrefix(left: Uint8Array, right: Uint8Array): number {
  const limit = Math.min(left.length, right.length);
  let length = 0;
  while (length < limit && left[length] === right[length]) length++;
  return length;
}

/** Negative, zero or positive: the order of UTF-16 code units, as `<` has it. */
export function compareStrings(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
