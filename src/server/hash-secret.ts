import { scrypt, timingSafeEqual } from "node:crypto";
import type { Secrets } from "../core/index.ts";

/** Of RFC 7914, as OWASP advises for 64 MB; a change of them needs to be kept beside the hash. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** A secret's hash with a salt of its own. Takes about a tenth of a second, in a thread of its own. */
export async function hashSecret(
  secret: string,
  secrets: Secrets,
): Promise<{ readonly salt: Uint8Array; readonly hash: Uint8Array }> {
  const salt = secrets.bytes(SALT_BYTES);
  return { salt, hash: await derive(secret, salt) };
}

/** Compares in a time that does not depend on where they differ. */
export async function isSecretOf(
  secret: string,
  { salt, hash }: { readonly salt: Uint8Array; readonly hash: Uint8Array },
): Promise<boolean> {
  const derived = await derive(secret, salt);
  return derived.length === hash.length && timingSafeEqual(derived, hash);
}

function derive(secret: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, COST, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
