import { signatureLayout } from "./signature-layout.ts";

const { firstMinimum, minima, version, wordBytes } = signatureLayout;
const sizeBytes = (firstMinimum + minima) * wordBytes;
/** Of texts that differ, but in no minimum. */
const mostOfDifferent = 0.99;

/**
 * How alike two texts are, from their signatures' bytes: 1 if they have the same words in the same order, else an
 * estimate, from 0 to 0.99, of the Jaccard similarity of their shingles, |A ∩ B| / |A ∪ B|. Its standard error is
 * √(s (1 − s) / 120): at most .046, at .8 it is .037.
 *
 * @returns undefined if one of them is of another version, or none of ours
 */
export function estimateSimilarity(one: Uint8Array, other: Uint8Array): number | undefined {
  if (one.length !== sizeBytes || other.length !== sizeBytes) return undefined;
  const [left, right] = [toView(one), toView(other)];
  const isEqual = (word: number) => left.getUint32(word * wordBytes, true) === right.getUint32(word * wordBytes, true);
  if (left.getUint32(0, true) !== version || !isEqual(0)) return undefined;
  if (isEqual(1) && isEqual(2)) return 1;
  let equal = 0;
  for (let index = 0; index < minima; index++) if (isEqual(firstMinimum + index)) equal++;
  return Math.min(equal / minima, mostOfDifferent);
}

const toView = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);
