import { createHash } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const CHARACTERS = 16;

/**
 * Returns a document's id: the first 80 bits of SHA-256 of `<collection>\n<uri>` in base32 (RFC 4648), lower case, 16
 * characters. All versions of a URI have the same id. A document that moves takes its id along; for a URI whose id was
 * taken that way, attempt 1, 2, … gives others, from `<collection>\n<uri>\n<attempt>`.
 */
export function documentId(collection: string, uri: string, attempt = 0): string {
  const name = attempt === 0 ? `${collection}\n${uri}` : `${collection}\n${uri}\n${attempt}`;
  const digest = createHash("sha256").update(name).digest();
  let bits = BigInt(`0x${digest.subarray(0, 10).toString("hex")}`);
  let id = "";
  for (let index = 0; index < CHARACTERS; index++) {
    id = ALPHABET.charAt(Number(bits & 31n)) + id;
    bits >>= 5n;
  }
  return id;
}
