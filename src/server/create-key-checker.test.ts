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
  it("knows a key by its token, and tells nothing of its hash", async () => {
    const token = createToken(secrets);
    const kept = await keyOf(token);
    const check = createKeyChecker(async () => ({ readKey: async (id) => (id === kept.id ? kept : undefined) }));
    const { salt: _, hash: __, ...key } = kept;
    expect(await check(printToken(token), never)).toEqual(key);
    expect(await check(printToken(token), never)).toEqual(key);
  });

  it("knows no wrong secret, no unknown id and nothing where no key was ever made", async () => {
    const token = createToken(secrets);
    const kept = await keyOf(token);
    const check = createKeyChecker(async () => ({ readKey: async (id) => (id === kept.id ? kept : undefined) }));
    const other = createToken(secrets);
    expect(await check(printToken({ id: token.id, secret: other.secret }), never)).toBeUndefined();
    expect(await check(printToken(other), never)).toBeUndefined();
    expect(await check("", never)).toBeUndefined();
    expect(await createKeyChecker(async () => undefined)(printToken(token), never)).toBeUndefined();
  });

  it("knows a key no more from the moment when it is revoked, though it was right before", async () => {
    const token = createToken(secrets);
    let kept = await keyOf(token);
    const check = createKeyChecker(async () => ({ readKey: async () => kept }));
    expect(await check(printToken(token), never)).toBeDefined();
    kept = { ...kept, revokedAt: "2026-02-01T00:00:00.000Z" };
    expect(await check(printToken(token), never)).toBeUndefined();
  });

  it("hashes again when a key of the same id has another secret", async () => {
    const token = createToken(secrets);
    let kept = await keyOf(token);
    const check = createKeyChecker(async () => ({ readKey: async () => kept }));
    expect(await check(printToken(token), never)).toBeDefined();
    kept = { ...kept, ...(await hashSecret("another", secrets)) };
    expect(await check(printToken(token), never)).toBeUndefined();
  });

  it("reads a token back as it was printed, and nothing else as one", () => {
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

  it("salts: the same secret has another hash each time", async () => {
    const [one, other] = [await hashSecret("secret", secrets), await hashSecret("secret", secrets)];
    expect(one.hash).not.toEqual(other.hash);
  });
});
