import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KeptKey } from "../core/index.ts";
import { createKeyChecker } from "./create-key-checker.ts";
import {
  createToken,
  hashSecret,
  hashSlowly,
  isSecretOf,
  type KeyToken,
  parseToken,
  printToken,
  type SecretHash,
} from "./key-token.ts";

const secrets = { bytes: (count: number) => randomBytes(count) };

function keyOf(token: KeyToken, hash: SecretHash = hashSecret(token.secret, secrets)): KeptKey {
  const key = { id: token.id, name: "test", permission: "read", scope: { kind: "everything" } } as const;
  return { ...key, createdAt: "2026-01-01T00:00:00.000Z", ...hash };
}

/** A key as earlier versions stored it. */
async function slowKeyOf(token: KeyToken): Promise<KeptKey> {
  const salt = secrets.bytes(16);
  return keyOf(token, { salt, hash: await hashSlowly(token.secret, salt) });
}

/** A checker of these keys, and the secrets that it compared. */
function checkerOf(keys: KeptKey[], isRight = isSecretOf) {
  const compared: string[] = [];
  const check = createKeyChecker({
    secrets,
    state: {
      read: async () => ({ readKey: async (id) => keys.find((key) => key.id === id) }),
      write: async () => ({
        async replaceHash({ id }, hash) {
          const index = keys.findIndex((key) => key.id === id);
          keys.splice(index, 1, ...keys.slice(index, index + 1).map((key) => ({ ...key, ...hash })));
        },
      }),
    },
    isRight: (secret, hash) => {
      compared.push(secret);
      return isRight(secret, hash);
    },
  });
  return { check, compared };
}

describe("keys of callers", () => {
  it("returns the key of a token, without its hash", async () => {
    const token = createToken(secrets);
    const kept = keyOf(token);
    const { check } = checkerOf([kept]);
    const { salt: _, hash: __, ...key } = kept;
    expect(await check(printToken(token))).toEqual(key);
    expect(await check(printToken(token))).toEqual(key);
  });

  it("rejects a wrong secret, an unknown id, and any token if there are no keys", async () => {
    const token = createToken(secrets);
    const { check } = checkerOf([keyOf(token)]);
    const other = createToken(secrets);
    expect(await check(printToken({ id: token.id, secret: other.secret }))).toBeUndefined();
    expect(await check(printToken(other))).toBeUndefined();
    expect(await check("")).toBeUndefined();
    expect(await checkerOf([]).check(printToken(token))).toBeUndefined();
  });

  it("rejects a key as soon as it is revoked, even if it was accepted before", async () => {
    const token = createToken(secrets);
    const keys = [keyOf(token)];
    const { check } = checkerOf(keys);
    expect(await check(printToken(token))).toBeDefined();
    keys.splice(0, 1, { ...keyOf(token), revokedAt: "2026-02-01T00:00:00.000Z" });
    expect(await check(printToken(token))).toBeUndefined();
  });

  it("rejects an accepted token when the key with its id gets another secret", async () => {
    const token = createToken(secrets);
    const keys = [keyOf(token)];
    const { check } = checkerOf(keys);
    expect(await check(printToken(token))).toBeDefined();
    keys.splice(0, 1, keyOf(token, hashSecret("another", secrets)));
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

  it("gives the same secret another hash each time, because of the salt", () => {
    expect(hashSecret("secret", secrets).hash).not.toEqual(hashSecret("secret", secrets).hash);
  });

  it("tells a sender to wait after ten wrong secrets of a key, and accepts a right one at any time", async () => {
    const [token, other] = [createToken(secrets), createToken(secrets)];
    const { check } = checkerOf([keyOf(token), keyOf(other)]);
    const wrong = () => printToken({ id: token.id, secret: createToken(secrets).secret });
    const attempts = Array.from({ length: 60 }, () => check(wrong(), { sender: "proxy" }));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);

    const rejection = { code: "too-many-requests", retryAfterSeconds: expect.any(Number) };
    await expect(check(wrong(), { sender: "proxy" })).rejects.toMatchObject(rejection);
    expect(await check(printToken(token), { sender: "proxy" })).toMatchObject({ id: token.id });
    expect(await check(printToken(other), { sender: "proxy" })).toMatchObject({ id: other.id });
    expect(await check(wrong(), { sender: "elsewhere" })).toBeUndefined();
  });
});

describe("keys of earlier versions", () => {
  it("get a fast hash by the first right secret, so wrong ones keep nobody out from then on", async () => {
    const token = createToken(secrets);
    const keys = [await slowKeyOf(token)];
    const { check } = checkerOf(keys);
    const wrong = printToken({ id: token.id, secret: createToken(secrets).secret });
    expect(await check(wrong)).toBeUndefined();
    expect(keys[0]?.hash).toHaveLength(32);
    expect(await check(printToken(token))).toMatchObject({ id: token.id });
    expect(keys[0]?.hash).toHaveLength(64);

    await Promise.allSettled(Array.from({ length: 20 }, () => check(wrong)));
    expect(await check(printToken(token))).toMatchObject({ id: token.id });
  });

  it("open although the new hash cannot be stored", async () => {
    const token = createToken(secrets);
    const kept = await slowKeyOf(token);
    const write = () => Promise.reject(new Error("The disk is full."));
    const check = createKeyChecker({ secrets, state: { read: async () => ({ readKey: async () => kept }), write } });
    expect(await check(printToken(token))).toMatchObject({ id: token.id });
  });

  it("are compared with no further secret of a sender who sent ten wrong ones", async () => {
    const token = createToken(secrets);
    const { check, compared } = checkerOf([await slowKeyOf(token)], async (secret) => secret === token.secret);
    const wrong = printToken({ id: token.id, secret: createToken(secrets).secret });
    const attempts = Array.from({ length: 60 }, () => check(wrong, { sender: "one", signal: AbortSignal.any([]) }));
    expect((await Promise.allSettled(attempts)).filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(compared).toHaveLength(10);
    await expect(check(printToken(token), { sender: "one" })).rejects.toMatchObject({ code: "too-many-requests" });
    expect(await check(printToken(token), { sender: "two" })).toBeDefined();
  });

  it("wait in a queue that drops the callers who leave, rejects calls beyond it, and delays no other key", async () => {
    const [token, other] = [createToken(secrets), createToken(secrets)];
    const endings = new Map<string, (isRight: boolean) => void>();
    const { check, compared } = checkerOf([await slowKeyOf(token), keyOf(other)], (secret) =>
      secret === other.secret ? Promise.resolve(true) : new Promise((resolve) => endings.set(secret, resolve)),
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
    await expect.poll(() => compared).toEqual([wrong(0)]);
    await expect(check(printToken(token), { sender: "late" })).rejects.toMatchObject({ code: "too-many-requests" });
    expect(await check(printToken(other), { sender: "stranger" })).toMatchObject({ id: other.id });

    endings.get(wrong(0))?.(false);
    await expect.poll(() => compared.at(-1)).toEqual(wrong(1));
    gone.abort(new Error("gone"));
    endings.get(wrong(1))?.(false);
    const reasons = (await outcomes).map((outcome) =>
      outcome.status === "rejected" ? outcome.reason.message : "wrong",
    );
    expect(reasons.slice(0, 3)).toEqual(["wrong", "wrong", "gone"]);
    expect(new Set(reasons.slice(2))).toEqual(new Set(["gone"]));
    expect(compared).toEqual([wrong(0), other.secret, wrong(1)]);
  });
});
