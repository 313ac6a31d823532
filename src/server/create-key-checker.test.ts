import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KeptKey, never } from "../core/index.ts";
import { createKeyChecker } from "./create-key-checker.ts";
import { createToken, hashSecret, type KeyToken, parseToken, printToken } from "./key-token.ts";

const secrets = { bytes: (count: number) => randomBytes(count) };

async function keyOf(token: KeyToken): Promise<KeptKey> {
  const key = { id: token.id, name: "test", permission: "read", scope: { kind: "everything" } } as const;
  return { ...key, createdAt: "2026-01-01T00:00:00.000Z", ...(await hashSecret(token.secret, secrets)) };
}

describe("keys of callers", () => {
  it("returns the key of a token, without its hash", async () => {
    const token = createToken(secrets);
    const kept = await keyOf(token);
    const check = createKeyChecker(async () => ({ readKey: async (id) => (id === kept.id ? kept : undefined) }));
    const { salt: _, hash: __, ...key } = kept;
    expect(await check(printToken(token), never)).toEqual(key);
    expect(await check(printToken(token), never)).toEqual(key);
  });

  it("rejects a wrong secret, an unknown id, and any token if there are no keys", async () => {
    const token = createToken(secrets);
    const kept = await keyOf(token);
    const check = createKeyChecker(async () => ({ readKey: async (id) => (id === kept.id ? kept : undefined) }));
    const other = createToken(secrets);
    expect(await check(printToken({ id: token.id, secret: other.secret }), never)).toBeUndefined();
    expect(await check(printToken(other), never)).toBeUndefined();
    expect(await check("", never)).toBeUndefined();
    expect(await createKeyChecker(async () => undefined)(printToken(token), never)).toBeUndefined();
  });

  it("rejects a key as soon as it is revoked, even if it was accepted before", async () => {
    const token = createToken(secrets);
    let kept = await keyOf(token);
    const check = createKeyChecker(async () => ({ readKey: async () => kept }));
    expect(await check(printToken(token), never)).toBeDefined();
    kept = { ...kept, revokedAt: "2026-02-01T00:00:00.000Z" };
    expect(await check(printToken(token), never)).toBeUndefined();
  });

  it("rejects an accepted token when the key with its id gets another secret", async () => {
    const token = createToken(secrets);
    let kept = await keyOf(token);
    const check = createKeyChecker(async () => ({ readKey: async () => kept }));
    expect(await check(printToken(token), never)).toBeDefined();
    kept = { ...kept, ...(await hashSecret("another", secrets)) };
    expect(await check(printToken(token), never)).toBeUndefined();
  });

  it("reads a printed token back unchanged, and rejects any other text", () => {
    const token = createToken(secrets);
    expect(parseToken(printToken(token))).toEqual(token);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseToken(text);
        expect(parsed === undefined || printToken(parsed) === text).toBe(true);
      }),
    );
    expect(parseToken(`${printToken(token)}x`)).toBeUndefined();
    expect(parseToken(` ${printToken(token)}`)).toBeUndefined();
  });

  it("gives the same secret another hash each time, because of the salt", async () => {
    const [one, other] = [await hashSecret("secret", secrets), await hashSecret("secret", secrets)];
    expect(one.hash).not.toEqual(other.hash);
  });
});
