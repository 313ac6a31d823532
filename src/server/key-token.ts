import { createHmac, scrypt, timingSafeEqual } from "node:crypto";
import type { Secrets } from "../core/index.ts";

/** Shape `lyd_ID_SECRET`. The prefix lets secret scanners find it, the id is looked up, and the secret has 256 bits. */
const SHAPE = /^lyd_([0-9a-f]{16})_([\w-]{43})$/;
const ID_BYTES = 8;
const SECRET_BYTES = 32;

const SALT_BYTES = 16;

/**
 * Parameters of scrypt (RFC 7914), which hashed the secrets of earlier versions. A random secret of 256 bits cannot be
 * guessed, so its hash need not be slow. The length tells the two kinds of hashes apart: SHA-512 has 64 bytes.
 */
const SLOW_COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const SLOW_HASH_BYTES = 32;

export interface KeyToken {
  readonly id: string;
  readonly secret: string;
}

export interface SecretHash {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** Makes a new random key. */
export function createToken(secrets: Secrets): KeyToken {
  return {
    id: Buffer.from(secrets.bytes(ID_BYTES)).toString("hex"),
    secret: Buffer.from(secrets.bytes(SECRET_BYTES)).toString("base64url"),
  };
}

export const printToken = ({ id, secret }: KeyToken): string => `lyd_${id}_${secret}`;

/** Reads a token; undefined if the text does not have its shape. */
export function parseToken(text: string): KeyToken | undefined {
  const [, id, secret] = SHAPE.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** Hashes a secret with a new salt. */
export function hashSecret(secret: string, secrets: Secrets): SecretHash {
  const salt = secrets.bytes(SALT_BYTES);
  return { salt, hash: hashQuickly(secret, salt) };
}

/** Returns whether comparing a secret with this hash takes about a tenth of a second, in another thread. */
export const hasSlowHash = ({ hash }: SecretHash): boolean => hash.length === SLOW_HASH_BYTES;

/** Compares a secret with a hash, in a time that does not depend on where they differ. */
export async function isSecretOf(secret: string, { salt, hash }: SecretHash): Promise<boolean> {
  const derived = hasSlowHash({ salt, hash }) ? await hashSlowly(secret, salt) : hashQuickly(secret, salt);
  return derived.length === hash.length && timingSafeEqual(derived, hash);
}

const hashQuickly = (secret: string, salt: Uint8Array): Uint8Array =>
  new Uint8Array(createHmac("sha512", salt).update(secret).digest());

/** Hashes a secret as earlier versions did. */
export function hashSlowly(secret: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, SLOW_HASH_BYTES, SLOW_COST, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
