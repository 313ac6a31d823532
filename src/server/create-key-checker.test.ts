import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { KeptKey } from "../core/index.ts";
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
    expect(await check(printToken(token))).toEqual(key);
    expect(await check(printToken(token))).toEqual(key);
  });

  it("rejects a wrong secret, an unknown id, and any token if there are no keys", async () => {
    const token = createToken(secrets);
    const kept = await keyOf(token);
    const check = createKeyChecker(async () => ({ readKey: async (id) => (id === kept.id ? kept : undefined) }));
    const other = createToken(secrets);
    expect(await check(printToken({ id: token.id, secret: other.secret }))).toBeUndefined();
    expect(await check(printToken(other))).toBeUndefined();
    expect(await check("")).toBeUndefined();
    expect(await createKeyChecker(async () => undefined)(printToken(token))).toBeUndefined();
  });

  it("rejects a key as soon as it is revoked, even if it was accepted before", async () => {
    const token = createToken(secrets);
    let kept = await keyOf(token);
    const check = createKeyChecker(async () => ({ readKey: async () => kept }));
    expect(await check(printToken(token))).toBeDefined();
    kept = { ...kept, revokedAt: "2026-02-01T00:00:00.000Z" };
    expect(await check(printToken(token))).toBeUndefined();
  });

  it("rejects an accepted token when the key with its id gets another secret", async () => {
    const token = createToken(secrets);
    let kept = await keyOf(token);
    const check = createKeyChecker(async () => ({ readKey: async () => kept }));
    expect(await check(printToken(token))).toBeDefined();
    kept = { ...kept, ...(await hashSecret("another", secrets)) };
    expect(await check(printToken(token))).toBeUndefined();
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

  it("rejects a sender's further secrets for a key after ten wrong ones, and nobody else's", async () => {
    const [token, other] = [createToken(secrets), createToken(secrets)];
    const kept = [await keyOf(token), await keyOf(other)];
    const hashed: string[] = [];
    const check = createKeyChecker(
      async () => ({ readKey: async (id) => kept.find((key) => key.id === id) }),
      async (secret) => {
        hashed.push(secret);
        return secret === token.secret || secret === other.secret;
      },
    );
    const wrong = () => printToken({ id: token.id, secret: createToken(secrets).secret });
    expect(await check(printToken(token), { sender: "neighbour" })).toBeDefined();
    const attempts = Array.from({ length: 60 }, () =>
      check(wrong(), { sender: "stranger", signal: AbortSignal.any([]) }),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(hashed).toHaveLength(11);

    const rejection = { code: "too-many-requests", retryAfterSeconds: expect.any(Number) };
    await expect(check(wrong(), { sender: "stranger" })).rejects.toMatchObject(rejection);
    expect(hashed).toHaveLength(11);
    expect(await check(printToken(token), { sender: "elsewhere" })).toMatchObject({ id: token.id });
    expect(await check(printToken(token), { sender: "stranger" })).toMatchObject({ id: token.id });
    expect(await check(printToken(other), { sender: "stranger" })).toMatchObject({ id: other.id });
  });

  it("rejects even the right secret of a sender with ten wrong ones, unless it was accepted before", async () => {
    const token = createToken(secrets);
    const kept = await keyOf(token);
    const isRight = async (secret: string) => secret === token.secret;
    const check = createKeyChecker(async () => ({ readKey: async () => kept }), isRight);
    const wrong = printToken({ id: token.id, secret: createToken(secrets).secret });
    for (let attempt = 0; attempt < 10; attempt += 1) expect(await check(wrong, { sender: "one" })).toBeUndefined();
    await expect(check(printToken(token), { sender: "one" })).rejects.toMatchObject({ code: "too-many-requests" });
    expect(await check(printToken(token), { sender: "two" })).toBeDefined();
    expect(await check(printToken(token), { sender: "one" })).toBeDefined();
  });

  it("checks a right secret while wrong ones wait, drops the callers who leave, and rejects calls beyond its queue", async () => {
    const [token, other] = [createToken(secrets), createToken(secrets)];
    const kept = [await keyOf(token), await keyOf(other)];
    const hashed: string[] = [];
    const endings = new Map<string, (isRight: boolean) => void>();
    const check = createKeyChecker(
      async () => ({ readKey: async (id) => kept.find((key) => key.id === id) }),
      (secret) => {
        hashed.push(secret);
        return new Promise((resolve) => endings.set(secret, resolve));
      },
    );
    const gone = new AbortController();
    const wrong = (number: number) => `${number}`.padStart(43, "0");
    const attempts = Array.from({ length: 257 }, (_, number) =>
      check(printToken({ id: token.id, secret: wrong(number) }), {
        sender: "stranger",
        signal: AbortSignal.any([gone.signal]),
      }),
    );
    const outcomes = Promise.allSettled(attempts);
    await vi.waitFor(() => expect(hashed).toEqual([wrong(0)]));
    await expect(check(printToken(token), { sender: "late" })).rejects.toMatchObject({ code: "too-many-requests" });

    endings.get(wrong(0))?.(false);
    await vi.waitFor(() => expect(hashed).toEqual([wrong(0), wrong(1)]));
    const accepted = check(printToken(other), { sender: "neighbour" });
    await vi.waitFor(() => expect(hashed.at(-1)).toBe(other.secret));
    endings.get(other.secret)?.(true);
    expect(await accepted).toMatchObject({ id: other.id });

    gone.abort(new Error("gone"));
    endings.get(wrong(1))?.(false);
    const reasons = (await outcomes).map((outcome) =>
      outcome.status === "rejected" ? outcome.reason.message : "wrong",
    );
    expect(reasons.slice(0, 3)).toEqual(["wrong", "wrong", "gone"]);
    expect(new Set(reasons.slice(2))).toEqual(new Set(["gone"]));
    expect(hashed).toEqual([wrong(0), wrong(1), other.secret]);
  });
});
