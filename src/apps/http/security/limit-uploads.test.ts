import { describe, expect, it } from "vitest";
import type { LydianServer } from "../../../server/index.ts";
import { authorization, keyOf, serverOf } from "../fixtures/server-of.ts";

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Starts a server whose uploads stay open until they are ended. Each secret belongs to the key of its first letter. */
function holdUploads(isOpen: boolean) {
  const held: (() => void)[] = [];
  const upload: LydianServer["upload"] = async () => {
    await new Promise<void>((resolve) => held.push(resolve));
    throw new Error("The upload has ended.");
  };
  const checkKey: LydianServer["checkKey"] = async (token) => keyOf({ id: token.slice(-1), permission: "write" });
  const { call } = serverOf({ upload, checkKey }, { isOpen, concurrentRequests: 1_000 });
  const send = async (key?: string) => {
    const body = new FormData();
    body.append("file", new Blob(["text"]), "a.txt");
    const headers: Record<string, string> =
      key === undefined ? {} : { authorization: authorization.slice(0, -1) + key };
    const response = await call("/api/v1/collections/default/documents", { method: "POST", body, headers });
    return { status: response.status, retryAfter: response.headers.get("retry-after"), text: await response.text() };
  };
  const begin = async (count: number, key?: string) => {
    const from = held.length;
    const calls = Array.from({ length: count }, () => send(key));
    while (held.length < from + count) await settle();
    return calls;
  };
  return { held, send, begin };
}

describe("the limit of unfinished uploads", () => {
  it("counts those of each caller, also without a key", async () => {
    for (const [key, isOpen] of [
      [undefined, true],
      ["a", false],
    ] as const) {
      const { held, send, begin } = holdUploads(isOpen);
      const calls = await begin(16, key);
      expect(await send(key)).toMatchObject({
        status: 429,
        retryAfter: "5",
        text: expect.stringContaining("16 unfini"),
      });
      held[0]?.();
      expect((await calls[0])?.status).toBe(500);
      calls.push(...(await begin(1, key)));
      expect((await send(key)).status).toBe(429);
      for (const end of held) end();
      await Promise.all(calls);
    }
  });

  it("counts those of all callers", async () => {
    const { held, send, begin } = holdUploads(false);
    const calls = [];
    for (const key of ["a", "b", "c", "d"]) calls.push(...(await begin(16, key)));
    expect(await send("e")).toMatchObject({ status: 429, text: expect.stringContaining("64 unfinished") });
    held[0]?.();
    await calls[0];
    calls.push(...(await begin(1, "e")));
    for (const end of held) end();
    await Promise.all(calls);
  });
});
