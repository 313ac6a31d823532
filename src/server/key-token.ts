import type { Secrets } from "../core/index.ts";

/** `lyd_ID_SECRET`: the prefix lets scanners of secrets find it, the id is looked up, the secret has 256 bits. */
const SHAPE = /^lyd_([0-9a-f]{16})_([\w-]{43})$/;

export interface KeyToken {
  readonly id: string;
  readonly secret: string;
}

/** A new key, at random. */
export function createToken(secrets: Secrets): KeyToken {
  const id = Buffer.from(secrets.bytes(8)).toString("hex");
  return { id, secret: Buffer.from(secrets.bytes(32)).toString("base64url") };
}

export const printToken = ({ id, secret }: KeyToken): string => `lyd_${id}_${secret}`;

/** Undefined for what is no key by its shape. */
export function parseToken(text: string): KeyToken | undefined {
  const [, id, secret] = SHAPE.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}
