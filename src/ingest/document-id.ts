import { createHash } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const CHARACTERS = 16;

/**
 * A document's id: the first 80 bits of SHA-256 of `<collection>\n<uri>` in base32 (RFC 4648), lower case, 16
 * characters. The same URI has the same id in all its versions.
 */
export function documentId(collection: string, uri: string): string {
  const digest = createHash("sha256").update(`${collection}\n${uri}`).digest();
  let bits = BigInt(`0x${digest.subarray(0, 10).toString("hex")}`);
  let id = "";
  for (let index = 0; index < CHARACTERS; index++) {
    id = ALPHABET.charAt(Number(bits & 31n)) + id;
    bits >>= 5n;
  }
  return id;
}
